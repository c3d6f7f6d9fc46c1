// A vendor that speaks OpenAI chat completions: asks for the first tool that it is offered, and answers once it has the result.
import http from 'node:http';

export const ANSWER = 'It is sunny in Bern.';
const USAGE = { prompt_tokens: 21, completion_tokens: 7, total_tokens: 28 };

function message(request) {
  const tool = (request.tools ?? [])[0];
  const answered = request.messages.some((each) => each.role === 'tool');
  return tool && !answered
    ? { tool_calls: [{ id: 'call_1', type: 'function', function: { name: tool.function.name, arguments: '{"city":"Bern"}' } }] }
    : { content: ANSWER };
}

function whole(request, response) {
  const said = message(request);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({
    id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: request.model, usage: USAGE,
    choices: [{ index: 0, message: { role: 'assistant', content: null, ...said }, finish_reason: said.tool_calls ? 'tool_calls' : 'stop' }],
  }));
}

function streamed(request, response) {
  const said = message(request);
  const event = (choices, rest = {}) => response.write(`data: ${JSON.stringify({
    id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: request.model, choices, ...rest })}\n\n`);
  const delta = (part, finish = null) => event([{ index: 0, delta: part, finish_reason: finish }]);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  delta({ role: 'assistant', content: '' });
  if (said.tool_calls) {
    const [call] = said.tool_calls;
    delta({ tool_calls: [{ index: 0, ...call, function: { name: call.function.name, arguments: '' } }] });
    for (const part of ['{"city":', '"Bern"}']) delta({ tool_calls: [{ index: 0, function: { arguments: part } }] });
  } else {
    for (const word of said.content.split(/(?<= )/)) delta({ content: word });
  }
  delta({}, said.tool_calls ? 'tool_calls' : 'stop');
  event([], { usage: USAGE });
  response.end('data: [DONE]\n\n');
}

/** Listens on a free port of this machine; resolves to its base URL and a way to end it. */
export function startVendor() {
  const server = http.createServer((incoming, response) => {
    const parts = [];
    incoming.on('data', (part) => parts.push(part));
    incoming.on('end', () => {
      if (incoming.method !== 'POST') {
        response.writeHead(404).end();
        return;
      }
      const request = JSON.parse(Buffer.concat(parts).toString());
      (request.stream ? streamed : whole)(request, response);
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () =>
    resolve({ url: `http://127.0.0.1:${server.address().port}/v1`, end: () => server.close() })));
}
