#include "page_style.hpp"

namespace hdis::render {

std::string_view page_style() {
  return R"css(
:root { --blue: #005eb8; --text: #212b32; --quiet: #4c6272; --line: #d8dde0; --page: #f0f4f5; --yellow: #ffeb3b; }
* { box-sizing: border-box; }
html { font-size: 100%; }
body { margin: 0; overflow-wrap: break-word; background: var(--page); color: var(--text); font: 1rem/1.5 "Frutiger W01", Frutiger, Arial, sans-serif; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 1rem; top: 1rem; background: var(--yellow); color: var(--text); padding: .5rem 1rem; z-index: 1; }
a:focus, .scroll:focus { outline: 4px solid var(--yellow); box-shadow: 0 0 0 6px var(--text); }
header { background: var(--blue); color: #fff; }
.width { max-width: 68rem; margin: 0 auto; padding: 1rem; }
header p { margin: 0; font-weight: 700; font-size: 1.25rem; }
main { background: #fff; padding-bottom: 2rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: .5rem 0 1rem; }
h2 { font-size: 1.375rem; margin: 2rem 0 .5rem; }
.notice { border: 4px solid #d5281b; padding: .75rem 1rem; font-weight: 700; margin: 0 0 1.5rem; }
.scroll { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; }
.caption { font-weight: 700; font-size: 1.125rem; margin: 1.5rem 0 0; overflow-wrap: anywhere; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { padding: .5rem 1rem .5rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid var(--quiet); vertical-align: bottom; }
tbody th { font-weight: 400; }
tbody tr:hover { background: var(--page); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.code { color: var(--quiet); font-size: .875rem; margin-right: .5rem; font-variant-numeric: tabular-nums; }
.unit { display: block; font-weight: 400; font-size: .875rem; color: var(--quiet); }
.mark { font-weight: 700; }
tr.total th, tr.total td { font-weight: 700; background: #f7f9fa; }
.notes { font-size: .9375rem; padding-left: 1.25rem; }
dl { display: grid; grid-template-columns: minmax(9rem, 14rem) 1fr; gap: .25rem 1rem; margin: 1rem 0; font-size: .9375rem; }
dt { font-weight: 700; } dd { margin: 0; overflow-wrap: anywhere; }
pre { background: var(--page); padding: 1rem; overflow-x: auto; font-size: .875rem; white-space: pre-wrap; }
footer { font-size: .875rem; color: var(--quiet); }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
@media print { body, main { background: #fff; } header { color: #000; background: none; border-bottom: 2px solid #000; } .scroll { overflow: visible; } .skip { display: none; } }
)css";
}

}  // namespace hdis::render
