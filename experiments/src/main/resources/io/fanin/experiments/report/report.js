(function () {
  'use strict';

  const DASHES = [[6, 4], [2, 3], [9, 4, 2, 4]];
  const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'];
  const charts = [];

  function theme() {
    const css = getComputedStyle(document.documentElement);
    const get = name => css.getPropertyValue(name).trim();
    return {
      ink: get('--ink'), soft: get('--soft'), grid: get('--grid'), axis: get('--axis'),
      card: get('--card'), line: get('--line'), theory: get('--theory'), sans: get('--sans'),
      colours: [0, 1, 2, 3, 4, 5, 6].map(i => get('--c' + i))
    };
  }

  const colourOf = (s, t) => s.colour < 0 ? t.theory : t.colours[s.colour];
  const clamp = (v, axis) => Math.max(axis.lo, Math.min(axis.hi, v));

  // Both axes are drawn here, from the same ticks as the plots for papers.
  function axes(data, t, width) {
    const sans = size => size + 'px ' + t.sans;
    return {
      type: 'custom', name: 'axes', silent: true, z: 0, clip: false, tooltip: { show: false }, emphasis: { disabled: true },
      data: [[data.x.lo, data.y.lo]],
      renderItem: (params, api) => {
        const box = params.coordSys;
        const right = box.x + box.width;
        const bottom = box.y + box.height;
        const children = [];
        const line = (x1, y1, x2, y2, stroke, lineWidth) => children.push(
          { type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke, lineWidth } });
        const text = (style, more) => children.push(
          Object.assign({ type: 'text', style: Object.assign({ font: sans(12), fill: t.soft }, style) }, more));
        for (const [v, label, exponent] of data.y.marks) {
          const y = api.coord([data.x.lo, v])[1];
          line(box.x, y, right, y, t.grid, 1);
          line(box.x - 5, y, box.x, y, t.axis, 1);
          const raised = exponent ? echarts.format.getTextRect(exponent, sans(9)).width : 0;
          text({ text: label, x: box.x - 9 - raised, y: y, align: 'right', verticalAlign: 'middle' });
          if (exponent) {
            text({ text: exponent, x: box.x - 9, y: y - 5, align: 'right', verticalAlign: 'middle', font: sans(9) });
          }
        }
        for (const v of data.y.minor) {
          const y = api.coord([data.x.lo, v])[1];
          line(box.x - 3, y, box.x, y, t.axis, 0.6);
        }
        const room = box.width / Math.max(1, data.x.marks.length) - 6;
        for (const [v, label, exponent] of data.x.marks) {
          const x = api.coord([v, data.y.lo])[0];
          line(x, bottom, x, bottom + 5, t.axis, 1);
          text({ text: label, x: x, y: bottom + 9, align: 'center', verticalAlign: 'top', width: Math.max(room, 24), overflow: 'break', lineHeight: 14 });
          if (exponent) {
            const half = echarts.format.getTextRect(label, sans(12)).width / 2;
            text({ text: exponent, x: x + half + 1, y: bottom + 5, align: 'left', verticalAlign: 'top', font: sans(9) });
          }
        }
        for (const v of data.x.minor) {
          const x = api.coord([v, data.y.lo])[0];
          line(x, bottom, x, bottom + 3, t.axis, 0.6);
        }
        line(box.x, box.y, box.x, bottom, t.axis, 1);
        line(box.x, bottom, right, bottom, t.axis, 1);
        text({ text: data.x.label, x: box.x + box.width / 2, y: data.height - 10, align: 'center', verticalAlign: 'bottom', fill: t.ink, font: sans(13) });
        text({ text: data.y.label, x: 0, y: 0, align: 'center', verticalAlign: 'top', fill: t.ink, font: sans(13) },
          { x: 10, y: box.y + box.height / 2, rotation: Math.PI / 2 });
        return { type: 'group', children: children };
      }
    };
  }

  function band(s, data, colour) {
    return {
      type: 'custom', name: s.name, silent: true, z: 1, clip: true, tooltip: { show: false }, emphasis: { disabled: true },
      itemStyle: { color: colour },
      data: [[data.x.lo, data.y.lo]],
      renderItem: (params, api) => {
        const polygons = [];
        let run = [];
        const flush = () => {
          if (run.length > 1) {
            const up = run.map(p => api.coord([p[0], clamp(p[3] === null ? data.y.hi : p[3], data.y)]));
            const down = run.map(p => api.coord([p[0], clamp(p[2] === null ? data.y.lo : p[2], data.y)])).reverse();
            polygons.push({ type: 'polygon', shape: { points: up.concat(down) }, style: { fill: colour, opacity: 0.2 } });
          }
          run = [];
        };
        s.points.forEach(p => p[6] === '' ? flush() : run.push(p));
        flush();
        return { type: 'group', children: polygons };
      }
    };
  }

  function whiskers(s, data, colour, shift, z) {
    return {
      type: 'custom', name: s.name, silent: true, z: z, clip: true, tooltip: { show: false }, emphasis: { disabled: true },
      itemStyle: { color: colour },
      data: s.points.filter(p => p[6] !== '').map(p => [p[0], clamp(p[2] === null ? data.y.lo : p[2], data.y), clamp(p[3] === null ? data.y.hi : p[3], data.y)]),
      renderItem: (params, api) => {
        const x = api.value(0) + shift;
        const a = api.coord([x, api.value(1)]);
        const b = api.coord([x, api.value(2)]);
        const line = (x1, y1, x2, y2) => (
          { type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: colour, lineWidth: 1.4 } });
        return { type: 'group', children: [line(a[0], a[1], b[0], b[1]), line(a[0] - 4, a[1], a[0] + 4, a[1]), line(b[0] - 4, b[1], b[0] + 4, b[1])] };
      }
    };
  }

  function bars(s, data, t, colour, nth) {
    const base = data.y.log ? data.y.lo : Math.max(0, data.y.lo);
    return {
      type: 'custom', name: s.name, z: 1, clip: true,
      itemStyle: { color: colour },
      data: s.points.filter(p => p[1] !== null).map(p => ({ value: [p[0], p[1]], point: p })),
      renderItem: (params, api) => {
        const start = api.value(0) + (nth - data.barSeries / 2) * data.barWidth;
        const a = api.coord([start, api.value(1)]);
        const b = api.coord([start + data.barWidth, base]);
        const shape = { x: a[0] + 1, y: Math.min(a[1], b[1]), width: Math.max(1, b[0] - a[0] - 2), height: Math.abs(b[1] - a[1]) };
        return {
          type: 'group', children: [
            { type: 'rect', style: { fill: t.card }, shape: shape },
            { type: 'rect', style: { fill: colour, opacity: 0.78 }, shape: shape }]
        };
      }
    };
  }

  function line(s, data, colour) {
    const theory = s.kind === 'theory_line';
    return {
      type: 'line', name: s.name, zlevel: 0, z: theory ? 2 : 3, clip: true,
      symbol: theory ? 'none' : SYMBOLS[s.marker], symbolSize: 8, showAllSymbol: true, showSymbol: !theory, emphasis: { disabled: theory },
      lineStyle: { color: colour, width: theory ? 1.7 : 2.1, type: theory ? DASHES[s.dash] : 'solid' },
      itemStyle: { color: colour, borderColor: 'transparent' },
      data: s.points.map(p => ({ value: [p[0], p[1] === null ? '-' : p[1]], point: p }))
    };
  }

  function scatter(s, data, colour) {
    return {
      type: 'scatter', name: s.name, z: 4, symbol: SYMBOLS[s.marker], symbolSize: 9,
      itemStyle: { color: colour, opacity: 0.95 },
      data: s.points.filter(p => p[1] !== null).map(p => ({ value: [p[0], p[1]], point: p }))
    };
  }

  function seriesOf(data, t) {
    const all = [axes(data, t)];
    let nth = 0;
    for (const s of data.series) {
      const colour = colourOf(s, t);
      if (s.kind === 'bars') {
        all.push(bars(s, data, t, colour, nth));
        if (s.interval) {
          all.push(whiskers(s, data, t.ink, (nth + 0.5 - data.barSeries / 2) * data.barWidth, 2));
        }
        nth++;
      } else if (s.kind === 'points') {
        if (s.interval) {
          all.push(whiskers(s, data, colour, 0, 3));
        }
        all.push(scatter(s, data, colour));
      } else {
        if (s.interval) {
          all.push(band(s, data, colour));
        }
        all.push(line(s, data, colour));
      }
    }
    return all;
  }

  // Text goes in as text nodes, so that no name can become markup.
  function tip(data, t) {
    return params => {
      const list = (Array.isArray(params) ? params : [params]).filter(p => p.data && p.data.point);
      if (list.length === 0) {
        return '';
      }
      const x = list[0].data.point[0];
      const root = document.createElement('div');
      root.className = 'tip';
      const head = document.createElement('b');
      head.textContent = (data.x.label ? data.x.label + ' ' : '') + list[0].data.point[4];
      root.append(head);
      for (const p of list.filter(q => q.data.point[0] === x)) {
        const s = data.series.find(one => one.name === p.seriesName);
        const row = document.createElement('div');
        const dot = document.createElement('i');
        dot.style.background = colourOf(s, t);
        const name = document.createElement('span');
        name.textContent = s.name;
        const value = document.createElement('b');
        value.textContent = p.data.point[5];
        const interval = document.createElement('em');
        interval.textContent = p.data.point[6];
        row.append(dot, name, value, interval);
        root.append(row);
      }
      return root;
    };
  }

  function axis(a) {
    return {
      type: a.log ? 'log' : 'value', min: a.lo, max: a.hi,
      axisLabel: { show: false }, axisTick: { show: false }, axisLine: { show: false }, splitLine: { show: false },
      axisPointer: { label: { show: false } }
    };
  }

  function option(chart) {
    const data = chart.data;
    const t = theme();
    const font = '12px ' + t.sans;
    const widest = Math.max(0, ...data.y.marks.map(m =>
      echarts.format.getTextRect(m[1], font).width + (m[2] ? 14 : 0)));
    data.height = chart.box.clientHeight;
    const room = (chart.box.clientWidth - widest - 60) / Math.max(1, data.x.marks.length) - 6;
    const lines = Math.max(1, ...data.x.marks.map(m => m[2] ? 1 :
      Math.min(4, Math.ceil(echarts.format.getTextRect(m[1], font).width / Math.max(24, room)))));
    return {
      animation: false,
      grid: { left: Math.round(widest) + 42, right: 18, top: 16, bottom: (data.x.label ? 36 : 14) + 14 * lines },
      xAxis: axis(data.x), yAxis: axis(data.y),
      legend: { show: false, data: data.series.map(s => s.name), selected: chart.selected },
      tooltip: {
        trigger: data.shared ? 'axis' : 'item', confine: true, formatter: tip(data, t), transitionDuration: 0,
        axisPointer: { type: 'line', lineStyle: { color: t.axis, type: 'solid', width: 1, opacity: 0.5 } },
        backgroundColor: t.card, borderColor: t.line, extraCssText: 'box-shadow:0 2px 10px rgba(0,0,0,.15)'
      },
      series: seriesOf(data, t)
    };
  }

  const redraw = chart => chart.plot.setOption(option(chart), true);

  function start(figure) {
    const box = figure.querySelector('.chart');
    const data = JSON.parse(figure.querySelector('.chart-data').textContent);
    const selected = {};
    data.series.forEach(s => { selected[s.name] = true; });
    const chart = { box: box, data: data, selected: selected, plot: echarts.init(box, null, { renderer: 'svg' }) };
    redraw(chart);
    charts.push(chart);
    figure.querySelectorAll('.legend button').forEach(button => button.addEventListener('click', () => {
      const name = data.series[Number(button.dataset.series)].name;
      selected[name] = !selected[name];
      button.setAttribute('aria-pressed', String(selected[name]));
      redraw(chart);
    }));
  }

  function resize(width) {
    charts.forEach(chart => {
      chart.plot.resize(width ? { width: width } : { width: 'auto' });
      redraw(chart);
    });
  }

  function say(text) {
    const status = document.getElementById('status');
    status.textContent = text;
    setTimeout(() => { status.textContent = ''; }, 1800);
  }

  // The clipboard API may be missing or refused for a page opened from a file.
  function copyBySelection(area, text) {
    const before = document.activeElement;
    area.hidden = false;
    area.value = text;
    area.select();
    const done = document.execCommand('copy');
    area.hidden = true;
    if (before) {
      before.focus();
    }
    say(done ? 'Copied' : 'Copying is not allowed here; use the file instead');
  }

  function copy(button) {
    const area = button.closest('.data').querySelector('.source');
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(area.value).then(() => say('Copied'), () => copyBySelection(area, area.value));
    } else {
      copyBySelection(area, area.value);
    }
  }

  document.querySelectorAll('figure.plot').forEach(start);
  document.querySelectorAll('button.copy').forEach(b => b.addEventListener('click', () => copy(b)));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => charts.forEach(redraw));
  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth !== width) {
      width = innerWidth;
      resize();
    }
  });
  addEventListener('beforeprint', () => resize(640));
  addEventListener('afterprint', () => resize());
})();
