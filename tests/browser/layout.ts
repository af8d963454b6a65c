import type { Page } from 'playwright-core';

/**
 * What is wrong with how the page is laid out: it scrolls sideways, or something that can be pressed, or a panel over the
 * canvas, is cut off or lies over another. While a dialog, a menu or the list of hits is open, only what is in it counts.
 */
export const layoutFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    type Box = { left: number; top: number; right: number; bottom: number };
    const faults: string[] = [];
    const root = document.scrollingElement ?? document.documentElement;
    if (root.scrollWidth > innerWidth) faults.push(`the page is ${root.scrollWidth} wide in ${innerWidth}`);
    if (root.scrollHeight > innerHeight)
      faults.push(`the page is ${root.scrollHeight} high in ${innerHeight}`);

    const named = (element: Element): string => {
      const text = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
      const kind = element.getAttribute('role') ?? element.tagName.toLowerCase();
      return `${kind} “${text.slice(0, 40)}” .${String(element.getAttribute('class') ?? '').split(' ')[0]}`;
    };
    const scrolls = (value: string) => value === 'auto' || value === 'scroll';
    /** The part that can be seen, and whether a part is lost for good: cut, where nothing scrolls to it. */
    const seen = (element: Element): { box: Box; lost: string } => {
      const own = element.getBoundingClientRect();
      let box: Box = { left: own.left, top: own.top, right: own.right, bottom: own.bottom };
      let [wide, high] = [false, false];
      let lost = '';
      const cut = (by: Box, name: string) => {
        const less = (a: number, b: number) => a < b - 1;
        if (!wide && (less(box.left, by.left) || less(by.right, box.right))) lost ||= `sideways by ${name}`;
        if (!high && (less(box.top, by.top) || less(by.bottom, box.bottom))) lost ||= `in height by ${name}`;
        box = {
          left: Math.max(box.left, by.left),
          top: Math.max(box.top, by.top),
          right: Math.min(box.right, by.right),
          bottom: Math.min(box.bottom, by.bottom),
        };
      };
      let at = element.parentElement;
      let fixed = getComputedStyle(element).position === 'fixed';
      while (at && at !== document.documentElement && !fixed) {
        const style = getComputedStyle(at);
        if (style.overflowX !== 'visible' || style.overflowY !== 'visible') {
          const by = at.getBoundingClientRect();
          if (scrolls(style.overflowX) && at.scrollWidth > at.clientWidth) wide = true;
          if (scrolls(style.overflowY) && at.scrollHeight > at.clientHeight) high = true;
          cut(by, named(at));
        }
        fixed = style.position === 'fixed';
        at = at.parentElement;
      }
      cut({ left: 0, top: 0, right: innerWidth, bottom: innerHeight }, 'the window');
      return { box, lost };
    };

    const ends = (from: Element, to: Element): boolean => {
      for (let at: Element | null = from; at && at !== to.parentElement; at = at.parentElement) {
        const { textOverflow, webkitLineClamp } = getComputedStyle(at);
        if (textOverflow === 'ellipsis' || webkitLineClamp !== 'none') return true;
      }
      return false;
    };
    /** Whether words are drawn beyond the edge of what they stand in. */
    const sticksOut = (element: Element): boolean => {
      const frame = element.getBoundingClientRect();
      const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      for (let node = words.nextNode(); node; node = words.nextNode()) {
        const parent = node.parentElement;
        // Words that end in an ellipsis, or that only screen readers hear, are so on purpose.
        if (!parent || parent.closest('.unseen') || ends(parent, element)) continue;
        range.selectNodeContents(node);
        for (const { left, right, top, bottom, width } of range.getClientRects())
          if (
            width > 0 &&
            (right > frame.right + 1 ||
              left < frame.left - 1 ||
              bottom > frame.bottom + 2 ||
              top < frame.top - 2)
          )
            return true;
      }
      return false;
    };

    // What is open lies over the rest, and a list of proposals over the dialog that it stands in.
    const open =
      document.querySelector('.pop:not(.unseen)') ?? document.querySelector('[role="dialog"], [role="menu"]');
    const scope: ParentNode = open ?? document;
    const SELECTOR =
      'button, a[href], input, select, summary, [role="option"], [role="tab"], [role="menuitem"], [role="menuitemcheckbox"], .float, .banner, .notice';
    const parts = [...scope.querySelectorAll(SELECTOR)].filter(
      (element) =>
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
        !element.closest('.skip, .unseen, [hidden]') &&
        element.getBoundingClientRect().width > 0,
    );
    const boxes = parts.map((element) => ({ element, ...seen(element) }));
    for (const { element, lost } of boxes) {
      if (lost !== '') faults.push(`${named(element)} is cut ${lost}`);
      else if (element.matches('button, [role="tab"]') && sticksOut(element))
        faults.push(`${named(element)} is too small for what stands in it`);
    }
    const visible = boxes.filter(({ box }) => box.right - box.left > 1 && box.bottom - box.top > 1);
    for (const [index, one] of visible.entries())
      for (const other of visible.slice(index + 1)) {
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        // A notice comes over whatever is there, until it is closed.
        if (Boolean(one.element.closest('.notice')) !== Boolean(other.element.closest('.notice'))) continue;
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (wide > 1 && high > 1) faults.push(`${named(one.element)} lies over ${named(other.element)}`);
      }
    return faults;
  });

/** Names and figures on the canvas that lie over one another, over an entity, or under what floats over it. */
export const canvasFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    type Box = { left: number; top: number; right: number; bottom: number };
    const host = document.getElementById('graph');
    const cy = host?._cyreg?.cy;
    if (!host || !cy) return ['there is no canvas'];
    const frame = host.getBoundingClientRect();
    const boxes: { name: string; of: string; box: Box }[] = [];
    const add = (
      name: string,
      of: string,
      { x1, y1, x2, y2 }: Record<'x1' | 'y1' | 'x2' | 'y2', number>,
      less = 2,
    ) => {
      if (x2 - x1 < 1) return;
      boxes.push({
        name,
        of,
        box: {
          left: frame.left + x1 + less,
          top: frame.top + y1 + less,
          right: frame.left + x2 - less,
          bottom: frame.top + y2 - less,
        },
      });
    };
    for (const node of cy.nodes().toArray()) {
      if (!node.visible()) continue;
      const name = String(node.data('name')).replace(/\n/g, ' ');
      add(
        `entity ${name}`,
        node.id(),
        node.renderedBoundingBox({
          includeLabels: false,
          includeOverlays: false,
          includeUnderlays: false,
          includeOutlines: false,
        }),
      );
      if (!node.hasClass('inside'))
        add(
          `name ${name}`,
          node.id(),
          node.renderedBoundingBox({
            includeNodes: false,
            includeLabels: true,
            includeOverlays: false,
            includeUnderlays: false,
            includeOutlines: false,
          }),
        );
    }
    for (const edge of cy.edges().toArray()) {
      if (!edge.visible() || edge.hasClass('faded') || !edge.data('label')) continue;
      add(
        `figure ${String(edge.data('label'))} of ${edge.id()}`,
        edge.id(),
        edge.renderedBoundingBox({
          includeEdges: false,
          includeNodes: false,
          includeLabels: true,
          includeOverlays: false,
          includeUnderlays: false,
        }),
        3,
      );
    }
    for (const float of document.querySelectorAll('.float')) {
      const { left, top, right, bottom } = float.getBoundingClientRect();
      boxes.push({
        name: `panel ${float.getAttribute('aria-label')}`,
        of: 'float',
        box: { left, top, right, bottom },
      });
    }
    const faults: string[] = [];
    for (const [index, one] of boxes.entries()) {
      if (
        one.of !== 'float' &&
        (one.box.left < frame.left ||
          one.box.right > frame.right ||
          one.box.top < frame.top ||
          one.box.bottom > frame.bottom)
      )
        faults.push(`${one.name} is cut by the edge of the canvas`);
      for (const other of boxes.slice(index + 1)) {
        if (one.of === other.of) continue;
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (wide > 1 && high > 1) faults.push(`${one.name} lies over ${other.name}`);
      }
    }
    return faults;
  });
