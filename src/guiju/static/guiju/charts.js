// Drawings that can be moved, enlarged and clicked. The page's own drawing stays for paper and for browsers without
// scripts; the table beside says the same in words. Data: <script type="application/json">, named by data-drawing.
"use strict";

(() => {
  const SHAPES = {
    check: "circle",
    ahead: "path://M2 1.5 8 8l-6 6.5zM8 1.5 14 8l-6 6.5z",
    next: "path://M1 6h7V1.5L15 8l-7 6.5V10H1z",
    cross: "path://M3 1 8 6l5-5 2 2-5 5 5 5-2 2-5-5-5 5-2-2 5-5-5-5z",
    unknown: "diamond",
    draft: "triangle",
    outside: "rect",
    more: "roundRect",
  };
  const NARROW = 600;
  const TALLEST = 620;
  const ROW = 62;

  const asks = (query) => window.matchMedia(query);
  const dark = asks("(prefers-color-scheme: dark)");
  const still = asks("(prefers-reduced-motion: reduce)");
  const coarse = asks("(pointer: coarse)");

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const font = () => getComputedStyle(document.body).fontFamily;

  const element = (tag, name, text) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const tip = (lines) => {
    const box = element("div", "drawn__tip");
    lines.forEach((text, place) => text && box.append(element("div", place ? "" : "drawn__tip-head", text)));
    return box;
  };

  const tooltip = (formatter, trigger) => ({
    trigger,
    formatter,
    confine: true,
    transitionDuration: 0,
    backgroundColor: colour("card"),
    borderColor: colour("line-strong"),
    textStyle: { color: colour("ink"), fontFamily: font(), fontSize: 13 },
  });

  // Where a node stands: columns over the width and rows over the height, or, on a narrow screen, a chain downwards.
  const laid = (data, width) => {
    const narrow = width < NARROW;
    const down = narrow && data.rows <= 2 && !data.sided;
    const [across, along] = down ? [data.rows, data.columns] : [data.columns, data.rows];
    const beside = !narrow && (data.sided || data.rows > 6);
    const top = data.heads.length ? 30 : 10;
    const height = top + Math.min(Math.max(along * ROW, 92), TALLEST);
    const [before, after] = narrow ? Array(2).fill(width / (across * 2)) : beside && !data.sided ? [40, 180] : [110, 110];
    const step = across > 1 ? Math.min((width - before - after) / (across - 1), 280) : width;
    const left = across > 1 ? before + (width - before - after - step * (across - 1)) / 2 : width / 2;
    const lane = (height - top) / along;
    const point = ({ column, row }) => (down
      ? [24 + row * (width / across), (column + 0.5) * lane - 4]
      : [left + column * step, top + (row + 0.5) * lane - Math.min(8, lane / 8)]);
    return { narrow, down, beside, width, height, lane, point, points: data.nodes.map(point),
      room: down ? width / across - 48 : narrow ? 2 * before - 6 : Math.min(step - 8, 220) };
  };

  // Two lines where there is room for them, else the number alone.
  const labelOf = (node, place, data) => {
    const position = place.down ? "right" : !place.beside || (node.here && data.sided) ? "bottom"
      : data.sided ? node.side : "right";
    const two = place.lane >= 36 && (place.down || !place.narrow || data.rows === 1);
    const second = two ? [node.word, node.line].filter(Boolean).join(" · ") : "";
    return {
      show: true,
      position,
      formatter: second ? `{number|${node.number}}\n{second|${second}}` : `{number|${node.number}}`,
    };
  };

  const nodeOf = (node, place, data) => ({
    name: String(node.place),
    value: node.number,
    x: place.points[node.place][0],
    y: place.points[node.place][1],
    symbol: SHAPES[node.symbol] || "circle",
    symbolSize: node.here ? 22 : 15,
    cursor: node.href ? "pointer" : "default",
    label: labelOf(node, place, data),
    itemStyle: {
      color: node.held ? colour(node.tone) : colour("sunk"),
      borderColor: node.here ? colour("ink") : node.held ? colour("card") : colour("line-strong"),
      borderWidth: node.here ? 2 : 1,
      borderType: node.held ? "solid" : "dashed",
    },
  });

  // Two corners that are not seen make a unit of the drawing a pixel of the page.
  const corner = (name, x, y) => ({ name, x, y, symbolSize: 0, label: { show: false }, tooltip: { show: false } });

  const headOf = (head, place) => ({
    ...corner(`head ${head.column}`, place.point({ column: head.column, row: 0 })[0], 14),
    label: { show: true, position: "inside", formatter: `{second|${head.text}}` },
  });

  const edgeOf = (edge) => ({
    source: String(edge.from),
    target: String(edge.to),
    lineStyle: {
      color: colour(edge.stale ? "bad" : "line-strong"),
      type: edge.stale ? [2, 3] : edge.part ? [6, 4] : "solid",
      width: 1.6,
      curveness: 0.06,
    },
  });

  const graphOption = (data, place, roam) => ({
    animation: !still.matches,
    animationDuration: 250,
    tooltip: tooltip(({ dataType, name }) => {
      const node = dataType === "node" && data.nodes[Number(name)];
      if (!node) return "";
      return tip([node.number, node.title, [node.word, node.line].filter(Boolean).join(" · ")]);
    }, "item"),
    series: [{
      type: "graph",
      layout: "none",
      roam,
      scaleLimit: { min: 0.5, max: 12 },
      nodeScaleRatio: 0.3,
      left: 0,
      top: 0,
      width: place.width,
      height: place.height,
      data: [
        ...data.nodes.map((node) => nodeOf(node, place, data)),
        ...data.heads.map((head) => headOf(head, place)),
        corner("first", 0, 0),
        corner("last", place.width, place.height),
      ],
      links: data.edges.map(edgeOf),
      edgeSymbol: ["none", "arrow"],
      edgeSymbolSize: 8,
      labelLayout: { hideOverlap: true },
      label: {
        color: colour("ink"),
        fontFamily: font(),
        width: place.room,
        overflow: place.narrow && !place.down ? "break" : "truncate",
        lineHeight: 17,
        textBorderColor: colour("sunk"),
        textBorderWidth: 3,
        rich: {
          number: { fontSize: 13, fontWeight: 600, color: colour("ink"), textBorderColor: colour("sunk"), textBorderWidth: 3 },
          second: { fontSize: 12, color: colour("ink-soft"), textBorderColor: colour("sunk"), textBorderWidth: 3 },
        },
      },
      emphasis: { focus: data.nodes.length > 3 ? "adjacency" : "none", scale: 1.15 },
    }],
  });

  const axisText = () => ({ color: colour("ink-soft"), fontFamily: font(), fontSize: 12, hideOverlap: true });

  const barSeries = (one) => ({
    name: one.name,
    type: one.line ? "line" : "bar",
    stack: one.line ? undefined : "all",
    yAxisIndex: one.line ? 1 : 0,
    data: one.values,
    color: colour(one.tone),
    symbolSize: 5,
    connectNulls: false,
    barMaxWidth: 46,
    cursor: one.hrefs ? "pointer" : "default",
    emphasis: { focus: "none" },
  });

  const barOption = (data, width) => {
    const lines = data.series.some((one) => one.line);
    return {
      animation: !still.matches,
      animationDuration: 250,
      aria: { enabled: true, label: { enabled: false }, decal: { show: data.series.filter((one) => !one.line).length > 1 } },
      textStyle: { fontFamily: font() },
      legend: { show: data.series.length > 1, top: 0, left: 0, textStyle: { color: colour("ink"), fontSize: 12 } },
      grid: {
        left: 8, right: 8, top: data.series.length > 1 ? (width < NARROW ? 84 : 44) : 24, bottom: 4,
        containLabel: true,
      },
      tooltip: {
        ...tooltip((points) => tip([points[0].axisValueLabel, ...points.map(
          ({ seriesName, seriesIndex, value }) => value === null || value === undefined ? ""
            : `${seriesName}: ${value.toLocaleString()}${data.series[seriesIndex].line ? " %" : ""}`)]), "axis"),
        axisPointer: { type: "shadow", shadowStyle: { color: colour("accent"), opacity: 0.08 } },
      },
      xAxis: {
        type: "category",
        data: data.labels,
        axisLabel: { ...axisText(), interval: data.labels.length > 12 ? "auto" : 0, overflow: "break", width: 76 },
        axisLine: { lineStyle: { color: colour("line-strong") } },
        axisTick: { show: false },
      },
      yAxis: [
        { type: "value", minInterval: 1, axisLabel: axisText(), splitLine: { lineStyle: { color: colour("line") } } },
        ...(lines ? [{ type: "value", min: 0, max: 100, splitLine: { show: false },
          axisLabel: { ...axisText(), formatter: "{value} %" } }] : []),
      ],
      series: data.series.map(barSeries),
    };
  };

  // One drawing of the page: its own picture is put aside for paper, and ECharts draws in its place.
  const draw = (holder) => {
    const data = JSON.parse(document.getElementById(holder.dataset.drawing).textContent);
    const stage = element("div", data.kind === "bars" ? "drawn__stage drawn__stage--bars" : "drawn__stage");
    stage.setAttribute("role", "img");
    stage.setAttribute("aria-label", holder.dataset.label);
    holder.prepend(stage);
    holder.classList.add("is-live");
    const isGraph = data.kind === "graph";
    let roam = !coarse.matches;
    let place = isGraph ? laid(data, stage.clientWidth) : null;
    if (isGraph) stage.style.height = `${place.height + 24}px`;
    const chart = window.echarts.init(stage, null, { renderer: "canvas" });

    const show = () => {
      if (isGraph) {
        place = laid(data, stage.clientWidth);
        stage.style.height = `${place.height + 24}px`;
      }
      chart.resize();
      chart.setOption(isGraph ? graphOption(data, place, roam) : barOption(data, stage.clientWidth), true);
    };
    const zoom = (factor) => {
      if (!roam) {
        roam = true;
        show();
      }
      const [originX, originY] = [chart.getWidth() / 2, chart.getHeight() / 2];
      chart.dispatchAction({ type: "graphRoam", seriesIndex: 0, zoom: factor, originX, originY });
    };
    const whole = () => {
      roam = !coarse.matches;
      chart.clear();
      show();
    };

    // The wheel scrolls the page; with Ctrl it enlarges the drawing.
    holder.addEventListener("wheel", (event) => { if (!event.ctrlKey) event.stopPropagation(); }, { capture: true });
    chart.on("click", ({ dataType, name, seriesIndex, dataIndex }) => {
      const href = isGraph
        ? dataType === "node" && (data.nodes[Number(name)] || {}).href
        : (data.series[seriesIndex].hrefs || [])[dataIndex];
      if (href) window.location.assign(href);
    });
    for (const button of holder.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => (button.dataset.zoom === "whole" ? whole() : zoom(Number(button.dataset.zoom))));
    }
    let width = stage.clientWidth;
    new ResizeObserver(() => {
      if (stage.clientWidth !== width && stage.clientWidth) {
        width = stage.clientWidth;
        show();
      }
    }).observe(stage);
    dark.addEventListener("change", show);
    show();
  };

  if (!window.echarts) return; // the page's own drawings stay
  for (const holder of document.querySelectorAll("[data-drawing]")) draw(holder);
})();
