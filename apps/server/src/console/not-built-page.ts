/**
 * Obeys the console's content policy: no script, and nothing from elsewhere.
 */
export const NOT_BUILT_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Boardgate</title>
<style>body { font: 1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem }</style>
<h1>The console is not built yet</h1>
<p>The API works; only this page is missing. In the folder of Boardgate, run:</p>
<pre><code>npm run build --workspace @boardgate/console</code></pre>
<p>Then load this page again: the server need not be restarted.</p>
<p lang="zh-CN">控制台尚未构建：请在 Boardgate 目录中运行上面的命令，然后刷新本页，无需重启服务器。</p>
</html>
`;
