/** Only the part of Express that the peer uses: its own types are another package. */
declare module 'express' {
  interface Request {
    readonly body: { readonly lifespan: number; readonly role: 'admin' | 'writer' | 'reader' };
    readonly params: { readonly uuid: string };
  }
  interface Response {
    status(code: number): Response;
    json(body: unknown): void;
  }
  interface App {
    disable(setting: string): void;
    use(handler: unknown): void;
    post(path: string, handler: (request: Request, response: Response) => void): void;
    listen(port: number, host: string, done: () => void): import('node:http').Server;
  }
  function express(): App;
  namespace express {
    function json(): unknown;
  }
  export default express;
}
