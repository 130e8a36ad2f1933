/** A person who has not touched the page for so long is not at work at it, whatever the page asks by itself. */
const AT_WORK_MS = 60_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

let touchedAt = performance.now();

for (const sign of SIGNS) {
  addEventListener(
    sign,
    () => {
      touchedAt = performance.now();
    },
    { passive: true, capture: true },
  );
}

/** Whether somebody is at the page. A session ends where nobody is, though an overview that was left open goes on asking. */
export function isAtWork(): boolean {
  return performance.now() - touchedAt < AT_WORK_MS;
}
