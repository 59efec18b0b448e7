import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);
import{a as t,l as s}from"./chunk-I5RRN2BY.js";import{a as n}from"./chunk-OTALO4BW.js";function u(){process.on("uncaughtException",o=>{let i=(o instanceof Error?o.stack??o.message:String(o)).split(`
`).map(r=>s(r,500));process.stderr.write(`This is a bug of Go Leak Budget: ${i.join(`
`)}
`),process.exit(2)})}n(u,"exitOnBug");function l(o){let e=o.isTTY===!0&&!process.env.NO_COLOR;return o.columns?{color:e,width:o.columns}:{color:e}}n(l,"look");function f(o){return new t({code:"usage",message:o,remedy:"leak-budget --help shows all there is."})}n(f,"usage");export{u as a,l as b,f as c};
