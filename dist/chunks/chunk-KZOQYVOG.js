import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);
import{a as e}from"./chunk-OTALO4BW.js";function t(n){let{message:s=String(n)}=Object(n);return/^E[A-Z0-9]+: ([^,]+)/.exec(s)?.[1]??s}e(t,"systemReason");export{t as a};
