// ends: memory_exceeded exited signalled
const kept = [];
for (let mib = 0; mib < 2048; mib += 8) kept.push(Buffer.alloc(8 << 20, 1));
console.log('BROKE', kept.length * 8);
