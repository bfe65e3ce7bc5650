// Reaches out as Node does, which heeds no proxy variables, and through the proxy by hand.
const http = require('http'), fs = require('fs'), port = Number(fs.readFileSync('/work/port', 'utf8'));
const tried = [`http://127.0.0.1:${port}/`, `http://localhost:${port}/`, 'http://allowed.test/', 'https://allowed.test/',
  'http://example.org/', 'https://example.org/'].map(url =>
  fetch(url, { signal: AbortSignal.timeout(3000) })
    .then(r => console.log(r.status === 403 || r.status >= 500 ? 'held' : 'BROKE', url, r.status), e => console.log('held', url, e.cause?.code ?? e.name)));
for (const path of [`127.0.0.1:${port}`, `localhost:${port}`, 'example.org:443', `[::1]:${port}`]) {
  tried.push(new Promise(done => {
    const asked = http.request({ host: '127.0.0.1', port: 3128, method: 'CONNECT', path, timeout: 3000 });
    asked.on('connect', (r, socket) => { console.log(r.statusCode === 200 ? 'BROKE' : 'held', path, r.statusCode); socket.destroy(); done(); });
    asked.on('error', e => { console.log('held', path, e.code); done(); });
    asked.end();
  }));
}
Promise.all(tried).then(() => process.exit(0));
