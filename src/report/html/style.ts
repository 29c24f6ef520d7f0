/** How the page looks: one column that reads on a phone, two where there is room, dark where the reader wants it, plain on paper. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fbfaf7;--card:#fff;--ink:#1d2327;--soft:#555f66;--line:#d9d8d2;--local:#0b6b4f;--api:#1f56b3;--hybrid:#7a3a9c;--none:#a8241b;--warn:#7d5200;--local-bg:#e2f2ec;--api-bg:#e4edfa;--hybrid-bg:#f3e8f8;--none-bg:#fbe7e5;--warn-bg:#fbf1dc;--track:#e7e6e0}
@media(prefers-color-scheme:dark){:root{--paper:#14181b;--card:#1c2125;--ink:#e8eaeb;--soft:#a9b3b9;--line:#363d42;--local:#5fcfa6;--api:#8db9ff;--hybrid:#d4a3ef;--none:#ff9d94;--warn:#f0c268;--local-bg:#15342a;--api-bg:#1a2c48;--hybrid-bg:#352241;--none-bg:#45201d;--warn-bg:#3a2c10;--track:#2b3236}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere}
.page{max-width:68rem;margin:0 auto;padding:1.5rem clamp(1rem,4vw,2.5rem) 4rem}
a{color:inherit;text-decoration-color:var(--soft);text-underline-offset:.2em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--api);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-100vw}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:1}
h1{font-size:clamp(1.6rem,4.5vw,2.3rem);line-height:1.2;margin:.2em 0 .4em;letter-spacing:-.01em}
h2{font-size:1.4rem;line-height:1.3;margin:0 0 .2em}
h3{font-size:1rem;margin:1.6em 0 .4em}
h4{font-size:1rem;margin:1.2em 0 .4em}
p{margin:.5em 0;max-width:46rem}
.soft{color:var(--soft)}.small{font-size:.875rem}
.verdict{display:inline-block;font-weight:700;padding:.1em .65em;border-radius:1em;white-space:nowrap;font-size:.9em}
.v-local{color:var(--local);background:var(--local-bg)}.v-api{color:var(--api);background:var(--api-bg)}.v-hybrid{color:var(--hybrid);background:var(--hybrid-bg)}.v-none{color:var(--none);background:var(--none-bg)}
.tag{display:inline-block;color:var(--warn);background:var(--warn-bg);border-radius:.4em;padding:0 .5em;font-size:.875rem}
.hero{border-bottom:1px solid var(--line);padding-bottom:1.2rem;margin-bottom:1.5rem}
.hero .facts{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center}
.hero .split{max-width:34rem;margin-top:.8rem}
.split{display:grid;grid-template-columns:auto minmax(4rem,1fr) auto;gap:.6rem;align-items:center}
.share{white-space:nowrap;font-variant-numeric:tabular-nums;font-size:.875rem;font-weight:600}.share.local{color:var(--local)}.share.api{color:var(--api)}
.bar{display:block;width:100%;height:.9rem;border-radius:.25rem;background:var(--track)}
.fill-local{fill:var(--local)}.fill-api{fill:var(--api)}.fill-hybrid{fill:var(--hybrid)}.fill-none{fill:var(--none)}.gap{fill:var(--paper)}.here{fill:var(--ink)}.track{fill:var(--track)}.fill-range{fill:var(--soft)}
.zero,.run{stroke:var(--soft);stroke-width:1;vector-effect:non-scaling-stroke}.zero{stroke:var(--line)}
.fall{display:block;width:100%;height:2rem}.fall.total rect{stroke:var(--ink);stroke-width:1.5;vector-effect:non-scaling-stroke}
.steps{vertical-align:middle;flex:none}
.range{display:block;width:6rem;height:.6rem;margin:.3rem 0 0 auto}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.6rem 0 1rem;font-size:.94rem}
caption{text-align:left;color:var(--soft);font-size:.875rem;padding-bottom:.3rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .9rem .45rem 0;border-bottom:1px solid var(--line)}
thead th{color:var(--soft);font-weight:600;font-size:.8125rem;border-bottom-color:var(--soft)}
tbody th{font-weight:600;min-width:9rem}
td,thead th{overflow-wrap:break-word}tbody th{overflow-wrap:anywhere}td code{overflow-wrap:anywhere}
.splits{width:30%;min-width:12rem}.splits .share{min-width:2.7rem}.splits .share.local{text-align:right}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
tfoot th,tfoot td{font-weight:700;border-bottom:0;border-top:2px solid var(--ink)}
.fallchart td.chart.chart{width:55%;padding-top:0;padding-bottom:0}
.fallchart th,.fallchart td{border-bottom:0;padding-top:.15rem;padding-bottom:.15rem;vertical-align:middle}
.ends{display:flex;justify-content:space-between;font-size:.8125rem;font-weight:600}
.card{scroll-margin-top:1rem;background:var(--card);border:1px solid var(--line);border-radius:.7rem;padding:clamp(1rem,3vw,1.6rem);margin:1.5rem 0}
.card header{display:flex;flex-wrap:wrap;gap:.3rem .9rem;align-items:baseline}
.lead{font-size:1.08rem;font-weight:600;margin:.9em 0 .6em}
.firm{font-weight:600}
.answer{display:grid;grid-template-columns:minmax(4.5rem,auto) minmax(0,1fr);gap:.35rem 1.2rem;margin:.6rem 0;max-width:54rem}
.answer dt{color:var(--soft);font-weight:600;font-size:.875rem;line-height:1.83}.answer dd{margin:0}.answer:empty{display:none}
.figures{display:flex;flex-wrap:wrap;gap:.8rem 3rem;margin:1.2rem 0 .2rem}
.figures dt{color:var(--soft);font-size:.875rem}.figures dd{margin:0}.figures .amount{font-size:1.5rem;letter-spacing:-.01em}
.amount{font-weight:700;font-variant-numeric:tabular-nums;white-space:nowrap}
.ends-of{color:var(--soft);font-size:.8125rem;font-variant-numeric:tabular-nums;white-space:nowrap}
.figures .ends-of{display:block}.ways .amount+.ends-of{margin-left:.6rem}.options .ends-of{display:block}
.of-local{color:var(--local)}.of-api{color:var(--api)}.of-hybrid{color:var(--hybrid)}
.money{display:block;width:100%;height:1rem}.pale{opacity:.35}
.ways th[scope=row]{width:8rem;min-width:0;padding-top:.5rem;white-space:nowrap}
.even{margin:.4rem 0 1rem}.even figcaption{font-size:.94rem;margin-top:.6rem}
.key{display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin:.2rem 0 .6rem}
.plot{margin-left:3.8rem;padding-right:.3rem}
.flags{position:relative;height:3.1rem}
.flag{position:absolute;font-size:.8125rem;font-weight:600;line-height:1.4rem;white-space:nowrap;padding:0 .35rem;border-radius:.25rem}
.flag.middle{transform:translateX(-50%)}.flag.left{transform:translateX(-100%)}
.here-flag{top:1.55rem;background:var(--ink);color:var(--card)}.even-flag{top:0;color:var(--warn);background:var(--warn-bg)}
.field{position:relative;height:15rem;border-left:1px solid var(--soft);border-bottom:1px solid var(--soft)}
.field svg{position:absolute;inset:0;width:100%;height:100%}
.grid{stroke:var(--line);stroke-width:1;vector-effect:non-scaling-stroke}
.band{opacity:.16}.curve{fill:none;stroke-width:2.5;vector-effect:non-scaling-stroke;stroke-linejoin:round}.curve.local{stroke:var(--local)}.curve.api{stroke:var(--api);stroke-dasharray:7 4}
.even-band{fill:var(--warn);opacity:.13}.even-line{stroke:var(--warn);stroke-width:1.5;stroke-dasharray:2 3;vector-effect:non-scaling-stroke}
.here-line{stroke:var(--ink);stroke-width:1.5;vector-effect:non-scaling-stroke}
.level{position:absolute;right:.3rem;transform:translateY(-100%);padding:0 .3rem;font-size:.8125rem;font-weight:600;white-space:nowrap}
.ytick{position:absolute;right:100%;transform:translateY(-50%);padding-right:.45rem;font-size:.75rem;color:var(--soft);white-space:nowrap;font-variant-numeric:tabular-nums}
.xticks{position:relative;height:1.5rem;font-size:.75rem;color:var(--soft)}.xticks span{position:absolute;transform:translateX(-50%);padding-top:.25rem;white-space:nowrap}
.origin{display:block;color:var(--soft);font-weight:400;font-size:.8125rem}
.good{color:var(--local);background:var(--local-bg)}.wrap{white-space:normal}
.chosen{background:color-mix(in srgb,var(--local-bg) 45%,transparent)}
.pieces{list-style:none;padding:0;margin:.3rem 0 0;font-size:.8125rem}.pieces li{margin:.1rem 0}.formula{font-size:.875rem}
.out{overflow-wrap:anywhere}
.part{margin-top:2.2em;padding-top:1.2em;border-top:1px solid var(--line);font-size:1.12rem}
section.how>h2{margin-top:2.5rem}
.card.how h3{font-size:1.2rem;margin:0}
.cols{display:grid;gap:0 2.2rem}
.cols>*{min-width:0}
@media(min-width:56rem){.cols{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}}
ul,ol{padding-left:1.25rem;margin:.4rem 0}li{margin:.3rem 0}
.plain{list-style:none;padding:0}
.flips li{display:flex;gap:.7rem;align-items:baseline}
.rule{border-left:3px solid var(--line);padding:.1rem 0 .1rem .8rem;margin:.6rem 0}.rule.blocks{border-color:var(--none)}.rule.conditions,.rule.open{border-color:var(--warn)}
.note{background:var(--warn-bg);border-radius:.5rem;padding:.5rem .8rem;margin:.6rem 0;max-width:none}
.note strong{color:var(--warn)}
code{font:.86em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;padding:0;font-size:.9375rem}
:target{scroll-margin-top:1rem;background:var(--warn-bg)}
section.card:target{background:var(--card);outline:2px solid var(--soft)}
footer{color:var(--soft);font-size:.875rem;border-top:1px solid var(--line);padding-top:1rem}
@media(max-width:40rem){
.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stack,.stack tbody,.stack tfoot,.stack tr,.stack td,.stack th{display:block;width:auto}
.stack tr{border-bottom:1px solid var(--line);padding:.6rem 0}
.stack th,.stack td{border:0;padding:.1rem 0;text-align:left}
.stack td[data-label]::before{content:attr(data-label) " ";color:var(--soft);font-size:.8125rem;font-weight:600}
.stack td:empty{display:none}
.ways .amount+.ends-of{display:block;margin:0}.stack .n{white-space:normal}
.splits{min-width:0}
.fallchart tbody th{min-width:0}
.fallchart td.chart.chart{width:42%}.range{margin-left:0}
}
@media print{
:root{--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--local:#0b6b4f;--api:#1f56b3;--hybrid:#7a3a9c;--none:#a8241b;--warn:#7d5200;--track:#e7e6e0;--local-bg:#fff;--api-bg:#fff;--hybrid-bg:#fff;--none-bg:#fff;--warn-bg:#fff}
body{font-size:10.5pt}.page{max-width:none;padding:0}.skip,nav{display:none}a{text-decoration:none}
.card{border:0;border-top:1px solid #bbb;border-radius:0;padding:.8rem 0;break-inside:auto}
.verdict{border:1px solid}h2,h3,h4{break-after:avoid}tr,.rule,li{break-inside:avoid}
svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`.trim();
