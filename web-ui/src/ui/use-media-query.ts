import { useCallback, useSyncExternalStore } from "react";

/** Whether a media query holds, now and whenever that changes. */
function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** One column: panels are bottom sheets and the navigation is behind a button. */
export const useIsNarrow = (): boolean => useMediaQuery("(width < 768px)");

/** Less than three columns: inspectors lie over the content. */
export const useIsCompact = (): boolean => useMediaQuery("(width < 1280px)");
