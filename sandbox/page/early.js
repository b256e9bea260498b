/** Sets theme and language before the first paint, so nothing flashes. The only script that is not a module. */
(() => {
  const asked = new URLSearchParams(location.search);
  /** @param {string} name */
  const kept = (name) => {
    try {
      return localStorage.getItem(`sandbox.${name}`);
    } catch {
      return null; // storage may be forbidden; the page works without it
    }
  };
  const theme = asked.get('theme') ?? kept('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  const lang = asked.get('lang') ?? kept('lang') ?? navigator.language;
  document.documentElement.lang = /^(id|in|ms)\b/i.test(lang) ? 'id' : 'en';
})();
