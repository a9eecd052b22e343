// Greedy answers of llama.cpp, through node-llama-cpp's prebuilt library: the consumer in test_llama_cpp.py.
// stdin: {"model", "lora": path or null, "prompts": [text], "tokens": how many}; stdout: one JSON object.
// NODE_LLAMA_CPP names the folder that holds node_modules.
import {pathToFileURL} from "node:url";
import path from "node:path";

const home = path.resolve(process.env.NODE_LLAMA_CPP, "node_modules/node-llama-cpp/dist/index.js");
const {getLlama} = await import(pathToFileURL(home).href);
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const request = JSON.parse(Buffer.concat(chunks).toString());
const llama = await getLlama({build: "never", gpu: false, logLevel: "error"});
const model = await llama.loadModel({modelPath: request.model});
const lora = request.lora ? {adapters: [{filePath: request.lora, scale: 1}]} : undefined;
const context = await model.createContext({contextSize: 512, threads: 1, lora, flashAttention: false,
    experimentalKvCacheKeyType: "F32", experimentalKvCacheValueType: "F32"});
const sequence = context.getSequence();
const answers = [];
for (const prompt of request.prompts) {
    await sequence.clearHistory();
    const ids = model.tokenize(prompt, true);
    const produced = [];
    for await (const token of sequence.evaluate(ids, {temperature: 0})) {
        if (model.isEogToken(token)) break;
        produced.push(token);
        if (produced.length >= request.tokens) break;
    }
    answers.push({prompt: ids, tokens: produced, text: model.detokenize(produced)});
}
process.stdout.write(JSON.stringify({answers, template: model.fileInfo.metadata.tokenizer?.chat_template ?? ""}));
process.exit(0);
