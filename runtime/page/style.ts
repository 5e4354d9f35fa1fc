/** The looks of plots: also in those that are taken along, which know no page. */
export const plotStyle = `
.plot{--ink:#1d2733;--soft:#5b6876;--grid:#dfe4ea;--s0:#0072b2;--s1:#d55e00;--s2:#009e73;--s3:#cc79a7;--s4:#b58900;--s5:#56b4e9;--s6:#6a51a3;--s7:#7f7f7f;font:12px system-ui,sans-serif}
.plot text{fill:var(--soft)}.plot .title{fill:var(--ink);font-size:14px;font-weight:600}.plot .tick{font-size:11px}
.plot .grid{stroke:var(--grid)}.plot .axis{stroke:var(--soft)}.plot .diagonal{stroke:var(--soft);stroke-dasharray:3 4}
.plot .line{fill:none;stroke-width:2;stroke-linejoin:round}.plot .dashed{stroke-dasharray:6 4}
.plot .band{fill:var(--soft);opacity:.05}.plot .band1{opacity:.13}
${[0, 1, 2, 3, 4, 5, 6, 7].map((n) => `.plot .line.s${n}{stroke:var(--s${n})}.plot .bar.s${n},.plot .dot.s${n}{fill:var(--s${n})}`).join('')}
`;

/** The looks of the page: light, dark, and in the width of a phone. */
export const pageStyle = `
:root{color-scheme:light dark;--paper:#fbfcfd;--card:#fff;--ink:#1d2733;--soft:#5b6876;--rule:#e1e6ec;--accent:#0072b2;--hit:0,114,178;--miss:213,94,0}
@media(prefers-color-scheme:dark){:root{--paper:#12171d;--card:#1a2129;--ink:#e6ebf0;--soft:#9aa7b4;--rule:#2c3641;--accent:#56b4e9;--hit:86,180,233;--miss:240,130,60}.plot{--ink:#e6ebf0;--soft:#9aa7b4;--grid:#2c3641;--s0:#56b4e9;--s1:#f0823c;--s2:#2fc39a;--s3:#e39cc4;--s4:#e0b73a;--s5:#9fd4f5;--s6:#a695d8;--s7:#a9b0b8}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main,header,footer{max-width:1120px;margin:0 auto;padding:0 20px}header{padding-top:28px}footer{color:var(--soft);padding-bottom:40px;font-size:13px}
h1{margin:0;font-size:28px;line-height:1.2;overflow-wrap:anywhere}h2{font-size:20px;margin:0 0 12px}h3{font-size:15px;margin:22px 0 8px}
header p{margin:4px 0 0;color:var(--soft)}nav{position:sticky;top:0;z-index:2;background:var(--paper);border-bottom:1px solid var(--rule);margin:16px 0 0}
nav div{max-width:1120px;margin:0 auto;padding:8px 20px;display:flex;gap:18px;overflow-x:auto;white-space:nowrap}nav a{color:var(--accent);text-decoration:none;font-size:14px}
section{background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:18px 20px;margin:18px 0;scroll-margin-top:48px}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:10px;margin:18px 0}.tiles div{background:var(--card);border:1px solid var(--rule);border-radius:10px;padding:10px 14px}
.tiles b{display:block;font-size:18px;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}.tiles span{color:var(--soft);font-size:13px;overflow-wrap:anywhere}
.grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));gap:14px}figure{margin:0;position:relative;min-width:0}.plot{display:block;width:100%;height:auto;max-width:640px}
.tools{display:flex;gap:6px;justify-content:flex-end;margin-top:2px}.tools button,.tool{font:12px system-ui;color:var(--soft);background:none;border:1px solid var(--rule);border-radius:6px;padding:1px 8px;cursor:pointer}.tools button:hover{color:var(--accent)}
.scroll{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:14px}th,td{padding:4px 10px;border-bottom:1px solid var(--rule);text-align:right}th{font-weight:600}tbody th,thead th:first-child{text-align:left;font-weight:500}td,thead th{white-space:nowrap}
.matrix td{padding:0;min-width:38px;height:32px;text-align:center;border:1px solid var(--rule);color:var(--soft)}.matrix td.hit{background:rgba(var(--hit),calc(var(--share)*.55))}.matrix td.miss{background:rgba(var(--miss),calc(var(--share)*.85))}
.matrix button{all:unset;display:block;width:100%;height:100%;min-height:32px;line-height:32px;cursor:pointer;color:var(--ink);text-align:center}.matrix button:focus-visible,.matrix button:hover{outline:2px solid var(--accent);outline-offset:-2px}
.shown{border:1px solid var(--rule);border-radius:8px;padding:12px;margin:12px 0}.examples{display:grid;grid-template-columns:repeat(auto-fill,minmax(124px,1fr));gap:14px;font-size:12.5px}.examples.small{grid-template-columns:repeat(auto-fill,minmax(84px,1fr))}
.examples img{width:100%;display:block;border-radius:4px;image-rendering:pixelated}.picture{position:relative}.picture .heat{position:absolute;inset:0;height:100%;image-rendering:auto}.picture .mask{position:absolute;inset:0;height:100%}.matrix td span{color:var(--ink);padding:0 6px}.examples.wide{grid-template-columns:repeat(auto-fill,minmax(min(100%,320px),1fr))}.masks{display:grid;grid-template-columns:repeat(3,1fr);gap:5px;color:var(--soft)}.swatch{display:inline-block;width:11px;height:11px;border-radius:3px;border:1px solid var(--rule);margin-right:7px}.picture svg{position:absolute;inset:0;width:100%;height:100%;overflow:hidden}
.picture rect{fill:none;stroke-width:2.5;vector-effect:non-scaling-stroke}rect.true{stroke:#f5f5f5;stroke-dasharray:5 3}rect.missed{stroke:#e0529c;stroke-dasharray:5 3}rect.right{stroke:#2fc39a}rect.wrong{stroke:#f0823c}.key{display:inline-block;width:14px;height:10px;border:2px solid;margin:0 3px 0 10px}.key.true{border:2px dashed var(--soft)}.key.missed{border:2px dashed #e0529c}.key.right{border-color:#2fc39a}.key.wrong{border-color:#f0823c}
.note{color:var(--soft);font-size:13px;margin:2px 0 8px}pre{overflow-x:auto;font:13px/1.5 ui-monospace,Menlo,Consolas,monospace;margin:8px 0}pre i{color:var(--accent);font-style:normal}summary{cursor:pointer;font-weight:600;margin:8px 0}.graph svg{max-width:100%;height:auto;background:#fff;border-radius:6px}label{font-size:13px;color:var(--soft)}
@media(max-width:560px){main,header,footer{padding-left:12px;padding-right:12px}section{padding:14px 12px}h1{font-size:22px}.examples{grid-template-columns:repeat(auto-fill,minmax(100px,1fr))}.tiles{grid-template-columns:repeat(2,1fr)}}
@media print{nav,.tools{display:none}section{break-inside:avoid}}
`;
