const WIDTH = 760;
const ROW = 46;

/** The ratios as bars, on a logarithmic scale from a tenth to a hundredfold of what was asked. */
export function picture(rows) {
  const height = rows.length * ROW + 20;
  const body = rows.map((row, index) => bar(row, 14 + index * ROW)).join("\n");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="13">
<title>The figures of npm run bench</title>
<style>text{fill:#3a3d45}.quiet{fill:#8a8f9b}@media (prefers-color-scheme:dark){text{fill:#d8d6d0}.quiet{fill:#8a8f9b}}</style>
${body}
</svg>
`;
}

function bar(row, y) {
  // How many times better than the bar: 1 is just met.
  const better = row.bar.least === undefined ? row.bar.most / row.value : row.value / row.bar.least;
  const width = Math.max(4, Math.min(1, Math.log10(Math.max(better, 0.1) * 10) / 2) * 420);
  const colour = row.isAimMet ? "#2f7d4f" : row.isMet ? "#2f5fd0" : "#b3261e";
  const limit = row.bar.least === undefined ? `at most ${row.bar.most}` : `at least ${row.bar.least}`;
  const rival = row.rival === undefined ? "" : `, rival ${row.rival} ${row.unit}`;
  return `<text x="0" y="${y}">${escaped(row.name)}</text>
<rect x="0" y="${y + 7}" width="${width.toFixed(0)}" height="14" rx="3" fill="${colour}"/>
<text x="${(width + 8).toFixed(0)}" y="${y + 19}">${row.value} <tspan class="quiet">(${limit}; ours ${row.ours} ${row.unit}${rival})</tspan></text>`;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
