// Applies the chosen theme before the first paint. src/shell/theme.ts writes what is read here.
{
  let theme = null;
  try {
    theme = localStorage.getItem("sluice.theme");
  } catch {
    // Storage is refused: the system's theme stands.
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}
