const fs = require('fs'), net = require('net'), children = require('child_process'), path = '/work/port';
const port = Number(fs.readFileSync(path, 'utf8'));
for (const file of ['/etc/shadow', '/root', '/proc/1/environ']) {
  try {
    const text = fs.readFileSync(file, 'latin1');
    console.log(text.includes('CANARY') || file === '/etc/shadow' ? 'BROKE' : 'held', file);
  } catch (refusal) { console.log('held', file, refusal.code); }
}
console.log(children.execSync('id -u').toString().trim() === '65534' ? 'held' : 'BROKE');
net.connect(port, '127.0.0.1', () => { console.log('BROKE connected'); process.exit(); }).on('error', e => console.log('held', e.code));
require('dns').lookup('example.org', e => console.log(e ? 'held ' + e.code : 'BROKE resolved'));
try { process.setuid(0); console.log('BROKE root'); } catch (refusal) { console.log('held', refusal.code); }
