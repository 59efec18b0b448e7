import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);
var e=["top","peek","list","tree","traces","raw","proto"],o=[...e,"diff","explain"];export{e as a,o as b};
