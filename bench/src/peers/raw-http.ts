import { createServer } from 'node:http';
import { announce } from './announce.ts';

/** The upper bound for any server on Node.js: reads the body and answers a fixed 201 of the size of a Room token. */
const BODY = `"NETLESSROOM_${'A'.repeat(290)}"`;
const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'content-length': BODY.length };

const server = createServer((request, response) => {
  request.on('data', () => {});
  request.on('end', () => {
    response.writeHead(201, HEADERS);
    response.end(BODY);
  });
});
server.listen(0, '127.0.0.1', () => announce(server));
