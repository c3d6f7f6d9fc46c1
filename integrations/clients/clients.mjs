// Conversations of clients that nobody here wrote: whole, streamed, and with a tool. Prints a receipt as JSON; exit code 1 when one
// of them did not get its answer.
import { readFileSync } from 'node:fs';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import { ChatOpenAI } from '@langchain/openai';
import { generateText, stepCountIs, streamText, tool } from 'ai';
import { Ollama } from 'ollama';
import OpenAI from 'openai';
import { z } from 'zod';
import { startGateway } from './gateway.mjs';
import { ANSWER, startVendor } from './vendor.mjs';

const QUESTION = 'What is the weather in Bern?';
const PARAMETERS = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const weather = ({ city }) => `sunny in ${city}`;
const MODEL = 'auto';

async function openai({ origin, key }) {
  const client = new OpenAI({ baseURL: `${origin}/v1`, apiKey: key });
  const messages = [{ role: 'user', content: QUESTION }];
  const tools = [{ type: 'function', function: { name: 'weather', parameters: PARAMETERS } }];
  const whole = await client.chat.completions.create({ model: MODEL, messages });
  let streamed = '';
  for await (const part of await client.chat.completions.create({ model: MODEL, messages, stream: true })) {
    streamed += part.choices[0]?.delta?.content ?? '';
  }
  const runner = client.chat.completions.runTools({
    model: MODEL, messages, stream: true,
    tools: [{ type: 'function', function: { name: 'weather', parameters: PARAMETERS, parse: JSON.parse, function: weather } }],
  });
  const response = await client.responses.create({ model: MODEL, input: QUESTION });
  let events = '';
  for await (const event of await client.responses.create({ model: MODEL, input: QUESTION, stream: true })) {
    if (event.type === 'response.output_text.delta') events += event.delta;
  }
  const asked = await client.responses.create({
    model: MODEL, input: QUESTION, tools: [{ type: 'function', name: 'weather', parameters: PARAMETERS, strict: false }] });
  const call = asked.output.find((item) => item.type === 'function_call');
  const told = await client.responses.create({
    model: MODEL, tools: [{ type: 'function', name: 'weather', parameters: PARAMETERS, strict: false }],
    input: [{ role: 'user', content: QUESTION }, ...asked.output,
      { type: 'function_call_output', call_id: call.call_id, output: weather(JSON.parse(call.arguments)) }] });
  const list = await client.models.list();
  return {
    'chat, whole': whole.choices[0].message.content, 'chat, streamed': streamed, 'chat, tool, streamed': await runner.finalContent(),
    'Responses, whole': response.output_text, 'Responses, streamed': events, 'Responses, tool': told.output_text,
    'models': list.data.some((each) => each.id === MODEL) ? ANSWER : 'auto is not listed',
  };
}

async function anthropic({ origin, key }) {
  const client = new Anthropic({ baseURL: origin, apiKey: key });
  const ask = { model: MODEL, max_tokens: 200, messages: [{ role: 'user', content: QUESTION }] };
  const tools = [{ name: 'weather', input_schema: PARAMETERS }];
  const whole = await client.messages.create(ask);
  const streamed = await client.messages.stream(ask).finalText();
  const asked = await client.messages.stream({ ...ask, tools }).finalMessage();
  const use = asked.content.find((block) => block.type === 'tool_use');
  const told = await client.messages.stream({
    ...ask, tools,
    messages: [...ask.messages, { role: 'assistant', content: asked.content },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: use.id, content: weather(use.input) }] }],
  }).finalText();
  const counted = await client.messages.countTokens({ model: MODEL, messages: ask.messages });
  return {
    whole: whole.content[0].text, streamed, 'tool, streamed': told,
    'count of tokens': counted.input_tokens > 0 ? ANSWER : 'nothing counted',
  };
}

async function google({ origin, key }) {
  const client = new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: origin } });
  const whole = await client.models.generateContent({ model: MODEL, contents: QUESTION });
  let streamed = '';
  for await (const part of await client.models.generateContentStream({ model: MODEL, contents: QUESTION })) streamed += part.text ?? '';
  const config = { tools: [{ functionDeclarations: [{ name: 'weather', parametersJsonSchema: PARAMETERS }] }] };
  const asked = await client.models.generateContent({ model: MODEL, contents: QUESTION, config });
  const [call] = asked.functionCalls;
  const told = await client.models.generateContent({
    model: MODEL, config,
    contents: [{ role: 'user', parts: [{ text: QUESTION }] }, asked.candidates[0].content,
      { role: 'user', parts: [{ functionResponse: { id: call.id, name: call.name, response: { result: weather(call.args) } } }] }],
  });
  return { whole: whole.text, streamed, tool: told.text };
}

async function vercel(model) {
  const tools = { weather: tool({ inputSchema: z.object({ city: z.string() }), execute: async (input) => weather(input) }) };
  const whole = await generateText({ model, prompt: QUESTION });
  const streamed = await streamText({ model, prompt: QUESTION }).text;
  const loop = streamText({ model, prompt: QUESTION, tools, stopWhen: stepCountIs(3) });
  return { whole: whole.text, streamed, 'tool, streamed': await loop.text };
}

async function langchain({ origin, key }) {
  const model = new ChatOpenAI({ model: MODEL, apiKey: key, configuration: { baseURL: `${origin}/v1` } });
  const whole = await model.invoke(QUESTION);
  let streamed = '';
  for await (const part of await model.stream(QUESTION)) streamed += part.content;
  const withTools = model.bindTools([{ type: 'function', function: { name: 'weather', parameters: PARAMETERS } }]);
  const asked = await withTools.invoke(QUESTION);
  const [call] = asked.tool_calls;
  const told = await withTools.invoke([{ role: 'user', content: QUESTION }, asked,
    { role: 'tool', tool_call_id: call.id, content: weather(call.args) }]);
  return { whole: whole.content, streamed, tool: told.content };
}

async function ollama({ origin, key }) {
  const client = new Ollama({ host: origin, headers: { authorization: `Bearer ${key}` } });
  const messages = [{ role: 'user', content: QUESTION }];
  const tools = [{ type: 'function', function: { name: 'weather', parameters: PARAMETERS } }];
  const whole = await client.chat({ model: MODEL, messages });
  let streamed = '';
  for await (const part of await client.chat({ model: MODEL, messages, stream: true })) streamed += part.message.content;
  const asked = await client.chat({ model: MODEL, messages, tools });
  const [call] = asked.message.tool_calls;
  const told = await client.chat({ model: MODEL, tools,
    messages: [...messages, asked.message, { role: 'tool', tool_name: 'weather', content: weather(call.function.arguments) }] });
  const generated = await client.generate({ model: MODEL, prompt: QUESTION });
  return { whole: whole.message.content, streamed, tool: told.message.content, generate: generated.response };
}

const CLIENTS = {
  openai,
  '@anthropic-ai/sdk': anthropic,
  '@google/genai': google,
  'ai with @ai-sdk/openai-compatible': ({ origin, key }) =>
    vercel(createOpenAICompatible({ name: 'pointsman', baseURL: `${origin}/v1`, apiKey: key })(MODEL)),
  'ai with @ai-sdk/anthropic': ({ origin, key }) => vercel(createAnthropic({ baseURL: `${origin}/v1`, apiKey: key })(MODEL)),
  '@langchain/openai': langchain,
  ollama,
};

const versions = JSON.parse(readFileSync(new URL('package.json', import.meta.url))).dependencies;
const vendor = await startVendor();
const gateway = await startGateway(vendor.url);
const receipt = [];
for (const [name, talk] of Object.entries(CLIENTS)) {
  const answers = await talk(gateway).catch((error) => ({ failed: `${error.name}: ${error.message}` }));
  receipt.push({
    client: name.split(' with ').map((each) => `${each} ${versions[each]}`).join(' with '),
    conversations: Object.fromEntries(Object.entries(answers).map(([kind, answer]) => [kind, answer === ANSWER ? 'answered' : answer])),
  });
}
await gateway.end();
vendor.end();
console.log(JSON.stringify({
  gateway: 'pointsman serve before a vendor that speaks OpenAI chat completions and asks for a tool; every other dialect is translated',
  node: process.version,
  seen: new Date().toISOString().slice(0, 10),
  clients: receipt,
}, null, 2));
process.exitCode = receipt.every(({ conversations }) => Object.values(conversations).every((each) => each === 'answered')) ? 0 : 1;
