import { ConfinedProcess } from '../confined-process.ts';
import type { Confinement } from '../sandbox.ts';

/**
 * Runs a script in place of the renderer: what one that was taken over may do. It runs once the order has arrived, and has `say(line)`,
 * `folder`, the output folder, and `fs`.
 */
export function fakeRenderer(script: string): Confinement {
  const program = `
    const fs = require('node:fs');
    const socket = new (require('node:net').Socket)({ fd: 3 });
    const say = (line) => socket.write((typeof line === 'string' ? line : JSON.stringify(line)) + '\\n');
    socket.on('end', () => process.exit(1));
    socket.once('data', (order) => {
      const folder = JSON.parse(String(order)).order.outputDir;
      ${script}
    });`;
  return {
    insideOf: (workDir) => workDir,
    start: (_program, signal) =>
      ConfinedProcess.start(
        { file: process.execPath, args: ['-e', program], env: {}, cwd: process.cwd(), talks: true },
        signal,
      ),
  };
}
