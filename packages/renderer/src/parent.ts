import type { Socket } from 'node:net';
import { LineReader } from './lines.ts';
import {
  type FromRenderer,
  MAX_UNTAKEN,
  type RenderedPage,
  type RenderOrder,
  type ToRenderer,
} from './protocol.ts';

/** How long the server may take to hang up after the last word, in milliseconds. */
const FAREWELL_MS = 1000;

/**
 * The server, as the renderer sees it: the other end of file descriptor 3. Once it is gone nobody wants the images: the process ends, at
 * once or, while PDFium draws and nothing is heard, when that page's time is over.
 */
export class Parent {
  readonly #socket: Socket;
  readonly #order = Promise.withResolvers<RenderOrder>();
  readonly #pdf = Promise.withResolvers<string>();
  #untaken = 0;
  #onTaken = () => {};
  #exitStatus = 1;

  constructor(socket: Socket) {
    this.#socket = socket;
    const lines = new LineReader();
    socket.on('data', (piece: Buffer) => {
      for (const line of lines.push(piece)) this.#hear(JSON.parse(line) as ToRenderer);
    });
    // `end` too: a parent that only closed its writing side would otherwise leave us waiting for a command for ever.
    for (const event of ['end', 'close', 'error']) socket.on(event, () => process.exit(this.#exitStatus));
  }

  /** What is to be rendered: the first command. */
  get order(): Promise<RenderOrder> {
    return this.#order.promise;
  }

  /** Where LibreOffice has written the PDF: the second command, where the document is none itself. */
  get pdf(): Promise<string> {
    return this.#pdf.promise;
  }

  send(message: FromRenderer): void {
    this.#socket.write(`${JSON.stringify(message)}\n`);
  }

  sendPage(page: RenderedPage): void {
    this.#untaken++;
    this.send({ event: 'page', page });
  }

  /** Waits until another page may be written. */
  async roomForPage(): Promise<void> {
    while (this.#untaken >= MAX_UNTAKEN) {
      await new Promise<void>((resolve) => {
        this.#onTaken = resolve;
      });
    }
  }

  /**
   * Says the last word and ends the process with status 0 once the server has hung up: an exit with a `taken` still unread would be an
   * ECONNRESET at the server.
   */
  finish(message: FromRenderer): void {
    this.#exitStatus = 0;
    this.#socket.end(`${JSON.stringify(message)}\n`);
    setTimeout(() => process.exit(0), FAREWELL_MS);
  }

  #hear(message: ToRenderer): void {
    if (message.command === 'render') this.#order.resolve(message.order);
    else if (message.command === 'pdf') this.#pdf.resolve(message.path);
    else if (message.command === 'taken') {
      this.#untaken--;
      this.#onTaken();
    } else throw new TypeError('The server sent a command that the renderer does not know.');
  }
}
