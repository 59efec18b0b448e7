import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);
import{c as a,d as b}from"./chunk-RRCHDFXB.js";import"./chunk-MYSXV3TT.js";import"./chunk-OTALO4BW.js";export{a as context,b as getOctokit};
