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
  const [SMALLEST, LARGEST] = [0.3, 3];

  const asks = (query) => window.matchMedia(query);
  const dark = asks("(prefers-color-scheme: dark)");
  const still = asks("(prefers-reduced-motion: reduce)");

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

  const LINE = 17;
  const MARK = 28;
  const TIP = 7;
  const [GAP_ACROSS, GAP_DOWN, EDGE] = [58, 18, 12];
  const MOST_PIXELS = 12e6;
  const LONGEST = 30000;

  const pen = document.createElement("canvas").getContext("2d");
  const long = (text, size, weight = 400) => {
    pen.font = `${weight} ${size}px ${font()}`;
    return Math.ceil(pen.measureText(text).width);
  };

  const linesOf = (node) => [node.number, node.word, node.line].filter(Boolean);
  const sum = (sizes, gap) => sizes.reduce((whole, size) => whole + size + gap, -gap);

  // Boxes are as wide as their words, columns as wide as their widest box; on a narrow page a chain may run downwards.
  const laid = (data, width) => {
    const boxes = data.nodes.map((node) => MARK + 14 + Math.max(...linesOf(node).map(
      (text, place) => long(text, place ? 12 : 13, place ? 400 : 600))));
    const tall = 14 + LINE * Math.max(...data.nodes.map((node) => linesOf(node).length));
    const columns = Array(data.columns).fill(0);
    data.nodes.forEach((node, place) => { columns[node.column] = Math.max(columns[node.column], boxes[place]); });
    data.heads.forEach((head) => { columns[head.column] = Math.max(columns[head.column], long(head.text, 12)); });
    const widest = Math.max(...boxes);
    const across = sum(columns, GAP_ACROSS);
    const downwards = sum(Array(data.rows).fill(widest), GAP_DOWN);
    const down = width < NARROW && !data.sided && downwards < across;
    const top = EDGE + (data.heads.length ? 22 : 0);
    const [wide, high] = down
      ? [downwards, data.columns * (tall + 34) - 34]
      : [across, data.rows * (tall + GAP_DOWN) - GAP_DOWN];
    const whole = { width: wide + 2 * EDGE, height: high + top + EDGE };
    const left = EDGE + Math.max(0, (width - whole.width) / 2);
    const starts = columns.map((_, place) => sum(columns.slice(0, place), GAP_ACROSS) + (place ? GAP_ACROSS : 0));
    const point = ({ column, row }) => (down
      ? [left + row * (widest + GAP_DOWN) + widest / 2, top + column * (tall + 34) + tall / 2]
      : [left + Math.max(0, starts[column]) + columns[column] / 2, top + row * (tall + GAP_DOWN) + tall / 2]);
    return { down, boxes, tall, whole, width: Math.max(width, whole.width), height: whole.height, point,
      points: data.nodes.map(point) };
  };

  const unseen = (name, x, y) => ({
    name, x, y, symbolSize: 0, label: { show: false }, tooltip: { show: false }, cursor: "default",
  });

  // The box itself is its label's: a label's corners and edges stay the same whatever its size.
  const boxOf = (node, place, scale) => {
    const [x, y] = place.points[node.place];
    const [first, ...below] = linesOf(node);
    return {
      name: String(node.place),
      value: node.number,
      x,
      y,
      symbol: "rect",
      symbolSize: [place.boxes[node.place] * scale, place.tall * scale],
      itemStyle: { color: "transparent" },
      cursor: node.href ? "pointer" : "default",
      label: {
        show: true,
        position: "inside",
        align: "left",
        verticalAlign: "middle",
        offset: [-place.boxes[node.place] / 2 * scale, 0],
        width: (place.boxes[node.place] - MARK - 14) * scale,
        height: (place.tall - 14) * scale,
        padding: [7, 14, 7, MARK].map((side) => side * scale),
        formatter: [`{number|${first}}`, ...below.map((text) => `{second|${text}}`)].join("\n"),
        backgroundColor: colour(node.held ? "card" : "sunk"),
        borderColor: colour(node.here ? "accent" : "line-strong"),
        borderWidth: node.here ? 2.5 : 1,
        borderType: node.held ? "solid" : "dashed",
        borderRadius: 6,
      },
    };
  };

  // The shape of the status, at the left in its box.
  const markOf = (node, place, scale) => ({
    ...unseen(`${node.place} mark`, place.points[node.place][0] - place.boxes[node.place] / 2 + MARK / 2 + 1,
      place.points[node.place][1]),
    symbol: SHAPES[node.symbol] || "circle",
    symbolSize: 13 * scale,
    itemStyle: { color: node.held ? colour(node.tone) : "transparent", borderColor: colour(node.held ? node.tone : "line-strong") },
  });

  // Where arrows leave a box and where they reach one.
  const portsOf = (node, place) => {
    const [x, y] = place.points[node.place];
    const [aside, below] = place.down ? [0, place.tall / 2] : [place.boxes[node.place] / 2, 0];
    const [near, under] = place.down ? [0, below - TIP] : [aside - TIP, 0];
    return [unseen(`${node.place} in`, x - near, y - under), unseen(`${node.place} out`, x + aside, y + below)];
  };

  const headOf = (head, place) => ({
    ...unseen(`head ${head.column}`, place.point({ column: head.column, row: 0 })[0], EDGE + 6),
    label: { show: true, position: "inside", formatter: `{second|${head.text}}` },
  });

  const edgeOf = (edge, data) => ({
    source: `${edge.from} out`,
    target: `${edge.to} in`,
    lineStyle: {
      color: colour(edge.stale ? "bad" : "line-strong"),
      type: edge.stale ? [2, 3] : edge.part ? [6, 4] : "solid",
      width: 1.6,
      curveness: data.nodes[edge.to].column - data.nodes[edge.from].column === 1 ? 0.04 : 0.22,
    },
  });

  // Two corners that are not seen make a unit of the drawing a pixel of the page.
  const layer = (place, scale, nodes) => ({
    type: "graph",
    layout: "none",
    roam: false,
    left: 0,
    top: 0,
    width: place.width * scale,
    height: place.height * scale,
    data: [...nodes, unseen("first", 0, 0), unseen("last", place.width, place.height)],
  });

  const graphOption = (data, place, scale) => ({
    animation: false,
    tooltip: tooltip(({ dataType, name }) => {
      const node = dataType === "node" && data.nodes[Number.parseInt(name, 10)];
      if (!node) return "";
      return tip([node.number, node.title, [node.word, node.line].filter(Boolean).join(" · ")]);
    }, "item"),
    series: [
      {
        ...layer(place, scale, [
          ...data.nodes.map((node) => boxOf(node, place, scale)),
          ...data.nodes.flatMap((node) => portsOf(node, place)),
          ...data.heads.map((head) => headOf(head, place)),
        ]),
        links: data.edges.map((edge) => edgeOf(edge, data)),
        edgeSymbol: ["none", "arrow"],
        edgeSymbolSize: 8 * scale,
        label: {
          fontFamily: font(),
          rich: {
            number: { fontSize: 13 * scale, fontWeight: 600, lineHeight: LINE * scale, color: colour("ink") },
            second: { fontSize: 12 * scale, lineHeight: LINE * scale, color: colour("ink-soft") },
          },
        },
        emphasis: { scale: false },
      },
      { ...layer(place, scale, data.nodes.map((node) => markOf(node, place, scale))), z: 3, silent: true },
    ],
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

  // Bars lie on their side where their words have no room below them; years are left out here and there instead.
  const lying = (data, width) => data.labels.length <= 12
    && Math.max(...data.labels.map((label) => long(label, 12))) + 10 > (width - 70) / data.labels.length;

  const legendOf = (data) => ({
    show: data.series.length > 1, top: 0, left: 0, itemGap: 8, itemWidth: 18,
    textStyle: { color: colour("ink"), fontSize: 12 },
  });

  const barTip = (data) => ({
    ...tooltip((points) => tip([points[0].axisValueLabel, ...points.map(
      ({ seriesName, seriesIndex, value }) => value === null || value === undefined ? ""
        : `${seriesName}: ${value.toLocaleString()}${data.series[seriesIndex].line ? " %" : ""}`)]), "axis"),
    axisPointer: { type: "shadow", shadowStyle: { color: colour("accent"), opacity: 0.08 } },
  });

  const barOption = (data, width) => {
    const lines = data.series.some((one) => one.line);
    const aside = lying(data, width);
    const names = {
      type: "category",
      data: data.labels,
      inverse: aside,
      axisLabel: { ...axisText(), interval: data.labels.length > 12 ? "auto" : 0, hideOverlap: data.labels.length > 12 },
      axisLine: { lineStyle: { color: colour("line-strong") } },
      axisTick: { show: false },
    };
    const counts = { type: "value", minInterval: 1, axisLabel: axisText(), splitNumber: aside ? 3 : 5,
      splitLine: { lineStyle: { color: colour("line") } } };
    const shares = { type: "value", min: 0, max: 100, splitLine: { show: false },
      axisLabel: { ...axisText(), formatter: "{value} %" } };
    const rows = Math.ceil(sum(data.series.map((one) => long(one.name, 12) + 26), 8) / Math.max(width, 1));
    return {
      animation: !still.matches,
      animationDuration: 250,
      aria: { enabled: true, label: { enabled: false }, decal: { show: data.series.filter((one) => !one.line).length > 1 } },
      textStyle: { fontFamily: font() },
      legend: legendOf(data),
      grid: { left: 8, right: aside ? 24 : 8, top: data.series.length > 1 ? 20 + 26 * rows : 24, bottom: 4, containLabel: true },
      tooltip: barTip(data),
      xAxis: aside ? counts : names,
      yAxis: aside ? names : [counts, ...(lines ? [shares] : [])],
      series: data.series.map(barSeries),
    };
  };

  const stageOf = (holder, kind) => {
    const stage = element("div", kind === "bars" ? "drawn__stage drawn__stage--bars" : "drawn__stage");
    stage.setAttribute("role", "img");
    stage.setAttribute("aria-label", holder.dataset.label);
    return stage;
  };

  // Redraws when the width or the colours of the page change.
  const follow = (seen, show) => {
    let width = seen.clientWidth;
    new ResizeObserver(() => {
      if (seen.clientWidth === width || !seen.clientWidth) return;
      width = seen.clientWidth;
      show();
    }).observe(seen);
    dark.addEventListener("change", show);
  };

  const drawBars = (holder, data) => {
    const stage = stageOf(holder, "bars");
    holder.prepend(stage);
    holder.classList.add("is-live");
    const chart = window.echarts.init(stage, null, { renderer: "canvas" });
    const show = () => {
      stage.style.height = lying(data, stage.clientWidth) ? `${60 + 42 * data.labels.length}px` : "";
      chart.resize();
      chart.setOption(barOption(data, stage.clientWidth), true);
    };
    chart.on("click", ({ seriesIndex, dataIndex }) => {
      const href = (data.series[seriesIndex].hrefs || [])[dataIndex];
      if (href) window.location.assign(href);
    });
    follow(stage, show);
    show();
  };

  // The drawing may be larger than its window: it is scrolled, drawn about with the mouse, enlarged and reduced.
  const drawGraph = (holder, data) => {
    const view = element("div", "drawn__view");
    view.tabIndex = 0;
    view.setAttribute("role", "region");
    view.setAttribute("aria-label", holder.dataset.label);
    const stage = stageOf(holder, "graph");
    view.append(stage);
    holder.prepend(view);
    holder.classList.add("is-live");
    let [scale, place, chart] = [1, null, null];

    const show = () => {
      place = laid(data, view.clientWidth / scale);
      scale = Math.min(scale, LONGEST / Math.max(place.width, place.height));
      const [width, height] = [Math.floor(place.width * scale), Math.ceil(place.height * scale)];
      stage.style.width = `${width}px`;
      stage.style.height = `${height}px`;
      if (chart) chart.dispose();
      const devicePixelRatio = Math.min(window.devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / (width * height)));
      chart = window.echarts.init(stage, null, { renderer: "canvas", devicePixelRatio, width, height });
      chart.setOption(graphOption(data, place, scale));
      chart.on("click", ({ dataType, name }) => {
        const href = !moved && dataType === "node" && (data.nodes[Number.parseInt(name, 10)] || {}).href;
        if (href) window.location.assign(href);
      });
    };
    const goTo = ([x, y]) => view.scrollTo(x * scale - view.clientWidth / 2, y * scale - view.clientHeight / 2);
    const here = () => place.points[Math.max(0, data.nodes.findIndex((node) => node.here))];
    const zoom = (factor) => {
      const middle = [(view.scrollLeft + view.clientWidth / 2) / scale, (view.scrollTop + view.clientHeight / 2) / scale];
      scale = Math.min(Math.max(scale * factor, SMALLEST), LARGEST);
      show();
      goTo(middle);
    };
    const whole = () => {
      const { width, height } = laid(data, 0).whole;
      scale = Math.max(Math.min(1, view.clientWidth / width, TALLEST / height), SMALLEST);
      show();
    };

    let [from, moved] = [null, false];
    view.addEventListener("pointerdown", (event) => {
      moved = false;
      from = event.pointerType === "mouse" && event.button === 0
        ? [event.clientX + view.scrollLeft, event.clientY + view.scrollTop, event.clientX, event.clientY] : null;
    });
    window.addEventListener("pointermove", (event) => {
      if (!from || !event.buttons) return;
      moved ||= Math.hypot(event.clientX - from[2], event.clientY - from[3]) > 4;
      if (moved) view.scrollTo(from[0] - event.clientX, from[1] - event.clientY);
    });
    window.addEventListener("pointerup", () => { from = null; });
    // The wheel scrolls; with Ctrl it enlarges the drawing.
    view.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15);
    }, { passive: false });
    for (const button of holder.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => (button.dataset.zoom === "whole" ? whole() : zoom(Number(button.dataset.zoom))));
    }
    follow(view, show);
    show();
    goTo(here());
  };

  // The page's own picture is put aside for paper, and ECharts draws in its place.
  const draw = (holder) => {
    const data = JSON.parse(document.getElementById(holder.dataset.drawing).textContent);
    (data.kind === "graph" ? drawGraph : drawBars)(holder, data);
  };

  if (!window.echarts) return; // the page's own drawings stay
  for (const holder of document.querySelectorAll("[data-drawing]")) draw(holder);
})();
