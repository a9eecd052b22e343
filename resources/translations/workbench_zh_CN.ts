<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New run from the starter example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open model, run or adapter folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save recipe as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate as draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load plan…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan as in an adapter…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save plan…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write adapter_config.json…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as Python (LoraConfig)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause or continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish this epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause and release its memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluate now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer the prompts now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out of the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue goes on past a failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the run's folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspect it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it beside the base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export in the chosen format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the adapter's folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New run with these ranks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resize…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prune…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge with another…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop comparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the map…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the table…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the spectrum…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the matrix…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setup: model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setup: data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setup: layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setup: training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find an action…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples, events and log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour map: blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour map: viridis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour map: cividis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What LoRA does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About LoRA Workbench</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Amounts</name>
    <message>
        <source>step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {step} of {steps}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Angles</name>
    <message>
        <source>Principal angles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writes ━  reads ┅</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}: writes {out}°, reads {inside}°</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Answer</name>
    <message>
        <source>Remove this column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The base's answer comes here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter's answer comes here, beside the base's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer comes here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AutoNumberEdit</name>
    <message>
        <source>auto</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BadRows</name>
    <message>
        <source>{bad} of {rows} rows are left out ({reasons}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{bad} of {rows} rows cannot be used ({reasons}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows that cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not valid JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>are not valid JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not an object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>are not objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>have no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has no question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>have no question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has no messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>have no messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>misses a field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>miss a field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has a field of the wrong type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>have a field of the wrong type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has an unknown role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>have an unknown role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds more than text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hold more than text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has broken text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>have broken text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has no text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>have no text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has a tool call that cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>have tool calls that cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has another length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>have another length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has a quote that is never closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>have quotes that are never closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not valid CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>are not valid CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is refused by the model's chat template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>are refused by the model's chat template</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Blind</name>
    <message>
        <source>No difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The names come after your choice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which answer is better?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferred so far: {counted}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{letter} is better</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Budget</name>
    <message>
        <source>budget of {amount} {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>budget of {amount}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>% of the base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evenly (one rank)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More at the top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More at the bottom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By gradient</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BudgetPanel</name>
    <message>
        <source>Budget…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spread ranks over the ticked layers, up to what you allow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A budget needs ticked layers to share it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Cards</name>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a Hugging Face folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starter model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training needs its weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a file or a folder of rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starter data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{bad} of {rows} rows unusable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rows} rows · {held} held out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} rows are left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} rows are cut at {length} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>belongs to another model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank above min(in, out) in {count} modules: more parameters, nothing gained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rate {rate}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length: auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 epoch</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CellKey</name>
    <message>
        <source>not ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no such layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trained whole</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CellRank</name>
    <message>
        <source>Rank of the selected layers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChangePanel</name>
    <message>
        <source>Resize</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose where…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the new adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Module {done} of {total}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the new adapter's folder goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The source is never changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatView</name>
    <message>
        <source>Save prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds the message to the prompt set “My prompts”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a message first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message>
        <source>Reading model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokenising</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attaching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckpointList</name>
    <message>
        <source>Checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None was saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first one comes soon.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Take {name} away</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Close the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is at {progress}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It trains in this window's process, so it ends with the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep training in the background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{steps} steps and the saved adapter go to the trash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share}, about {time} left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ColourBar</name>
    <message>
        <source>Colours: {low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Type what to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>Another adapter's folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop comparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing with {name}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared with {name}: what it changes more, less or elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an adapter, a checkpoint or a run</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>{count} of {total} modules cannot be compared with this base, first {path}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} has no weights, only a config.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder that holds the model's safetensors files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is {one} in {first} and {two} in {other}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare adapters of the same base.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} modules cannot be compared, first {path}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They name different bases: {a} and {b}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>transformers rebuilds {name} when it loads this model, and the adapter changes {parameter}, the result: such a change cannot be written back into the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the adapter itself (peft), and load it on the base.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter holds values that are not finite for {name}; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`workbench inspect` shows which modules are broken; choose an earlier checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This adapter cannot be merged into its base: {reasons}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the adapter itself (peft): the programs that know its method read it as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter belongs to another base: {count} of its {total} modules do not fit.
{list}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the base it was trained on{base}, with --base.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was written cannot be used: {reason}. It was removed again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try float32, or an earlier checkpoint; `workbench inspect` shows what the adapter holds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{needed} bytes ({needed_gb} GB) are needed in {place}, and {free} ({free_gb} GB) are free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another disk with --out, a smaller number format, or make room: {missing_gb} GB are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mlx-lm does not read models of type “{model_type}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the merged model (merged) and run it with transformers or vLLM.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Q4_K_M is made by llama.cpp's program {program}, which is not on the PATH.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get llama.cpp (brew install llama.cpp, winget install llama.cpp, or its releases), or choose q8_0, which needs nothing else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{program} did not make the file: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose q8_0, or try the program by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This adapter cannot be a llama.cpp adapter: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the merged model instead (gguf): it holds every change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>llama.cpp's Gemma 2 shares head and embedding, and this adapter changes one of them alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the merged model (merged), or train without the head and the embedding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>llama.cpp has no place for {name} in a model of type {model_type}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models of type “{model_type}” are not written as GGUF here; {known} are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the merged model (merged) and convert it with llama.cpp's convert_hf_to_gguf.py.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>llama.cpp would compute something else than this model: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tokenizer in {folder} has grown: {tokens} tokens, and the model has rows for {rows}. The last {extra} would read past its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the base's own tokenizer, or make a base with model.resize_token_embeddings({tokens}) and give it with --base.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tokenizer in {folder} cannot be written for llama.cpp: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing says which base this adapter belongs to: adapter_config.json has no base_model_name_or_path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the base's folder with --base.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The base model {name} (revision {revision}) is not on this machine. Looked in {looked}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give its folder with --base, or fetch it: hf download {name} --revision {revision}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds experts: the programs that read one rank do not read those.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export with the ranks as trained, or the merged model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter holds values that are not finite, first in {name}; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`workbench inspect` names the broken modules; choose an earlier checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has changed since the run: the script would train on other rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the former file back; its SHA-256 is {sha256}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A script repeats a run, and nothing says how this adapter was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run of the workbench.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A script would not repeat this run: it does not know {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat it with `workbench train {folder}/run.yaml`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} has no weights: there is no model.safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder that holds the base's safetensors files, with --base.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} keeps {name} as {dtype}, which cannot be exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the same model in bfloat16, float16 or float32.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} ends before the tensor {name} does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The download may be incomplete: fetch the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rank must be at least 1, and the share to keep above 0 and at most 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example: --rank 32 --energy 0.95</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No linear layer of {tuned} differs from {base}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the fine-tuned model first, then the base it was trained from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two models do not fit each other: {path} {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the model that this one was fine-tuned from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no way of merging called “{method}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {methods}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every weight must be a finite number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 takes an adapter as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The density must lie between 0 and 1, not {density}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0.5 keeps half of the numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A rank must be at least 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it out for the highest of all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds experts with different ranks; only cat and svd merge those.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use svd.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merging takes two adapters or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To change one, scale or resize it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {adapters} adapters, but {weights} weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give one weight for each adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} of {source} cannot be used: {problem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`workbench inspect` lists what is wrong with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is {one} in {first} and {two} in {other}: these adapters are of different bases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge adapters that were trained on the same model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source} cannot be merged with others: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain LoRA (and rsLoRA) adapters can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has no expert {expert}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has {count}; the first is 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter has no module {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`workbench inspect` lists its modules.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: {problem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its other measures are shown by `workbench inspect`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} holds no tensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter was never saved whole: save it again, or choose another checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This adapter was made with {method}, which is not read here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA (rsLoRA, DoRA), LoHa, LoKr, IA3, VeRA and OFT are; try peft.convert_to_lora.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} modules cannot be used, first {path}: {problem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adapter_config.json has settings that peft 0.21 does not know, and they are ignored: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} tensors are not understood, first {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing says the scaling (no adapter_config.json, no alpha): it is taken as 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} holds no adapter: none of its tensors has a name that LoRA or another method gives.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A whole fine-tuned model is compared with its base by `workbench adapter extract`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing at {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a run, a checkpoint, a peft adapter folder or a .safetensors file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run {path} has saved no adapter yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first one is saved at the first evaluation, or when the run stops.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds no adapter: it has no adapter_config.json{more}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run, a checkpoint, a peft adapter folder or one .safetensors file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} has no adapter_model.safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The copy may be incomplete: fetch the adapter again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is no adapter: its name does not end in .safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run, a checkpoint, a peft adapter folder or a .safetensors file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file may be damaged: copy it again, or let peft write it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is a pickle, and pickle can run code when it is opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you trust the file, convert it once: {command}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The factor must be a finite number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0.5 halves what the adapter does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What DoRA changes does not grow with B, so it cannot be scaled like this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it at another strength instead: the strength is set where it is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every module of this adapter changes something: there is nothing to prune.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the modules that shall go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be kept: {problem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prune that module first: workbench adapter prune … --module {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This adapter was made with {method}; only LoRA can be changed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>peft can convert several methods to LoRA: peft.convert_to_lora.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file may be incomplete or damaged: copy or download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing would be left of the adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep at least one module.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result would hold values that are not finite, first in {name}; it was not written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`workbench inspect` names the broken modules of the source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{out} is the adapter itself, or inside of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a new folder: an adapter is never changed in place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{out} exists already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a new folder for the result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not a budget.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples: 2 M (parameters), 500 k, 20 MB (the adapter's file), 1 % (of the base).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Even at rank {rank}, the ticked layers come to {least}: more than {budget}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow more, or tick fewer layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layer is ticked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick the layers that share the budget.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The method takes even ranks only, and {path} can use rank 1 at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untick it, or choose another initialisation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no checkpoint of step {step}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are checkpoints of step {steps}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run has no checkpoint yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint of step {step} is damaged: {wrong}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two adapters are equal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cosine of their changes is {cosine} (1: the same direction, 0: unrelated).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They differ most in {kind}: {percent} % of the difference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} modules are in {side} only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This line of events.jsonl is damaged: {line}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lines before and after it are still read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no export format “{format}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The formats are {formats}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The format {format} is not written as {dtype}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is written as {allowed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One rank for all modules is a choice of the format peft alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>llama.cpp reads each tensor's own rank; merged weights have no rank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} is not an empty folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a new folder with --out; nothing is overwritten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} would lie outside {root}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a plain name without “..” or slashes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder that belongs to you, for example with --out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk's free space and that the folder still exists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{word}” is not a regular expression: {problem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Example: /layers\.[0-3]\..*q_proj/</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{word}” is not understood.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try role:attention, depth:&gt;50%, block:20-31, rank:&gt;16, is:ticked, *.q_proj or /a regex/.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a folder that holds model folders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter was made with {method}, not with LoRA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the adapter_config.json of a LoRA adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter's configuration cannot be trained here: {field}: {problem} (it is {value}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the value in adapter_config.json, or make a plan of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter's configuration gives {path} the rank or alpha {value}, which is no number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file may be damaged: copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter names {present} but not {missing}; this model holds both in one tensor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such an adapter cannot be carried over to this version of the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adapter_config.json holds {value} where {what} belongs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adapter_config.json holds a pattern that is no regular expression: {pattern} ({problem}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it in the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{expression}” is not a regular expression: {problem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Example: .*self_attn\.(q|v)_proj</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{expression}” matches no layer that can be adapted{reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must match a whole path, such as {example}. `workbench layers` lists them all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of the plan's {total} modules do not fit this model, first {path} ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan belongs to another model: choose the layers anew, or use all-linear.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan names {path}, which this model does not have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove it from the plan; `workbench layers` lists the model's modules.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A rank is from 1 to 1,024, not {rank:,}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual ranks are 4 to 128.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A scale is above 0 and at most 1,000, not {scale:,.6g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The usual scale is 1 or 2; at 0 the adapter would do nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a plan in YAML or JSON, a run spec, an adapter_config.json, or an adapter's folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source} is neither YAML nor JSON: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Example of a plan: {{rank: 8, targets: all-linear, ranks: {{model.layers.0: 16}}}}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter's configuration cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source} holds no plan: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a plan in YAML or JSON, a run spec, or an adapter saved by peft (adapter_config.json).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} is being trained by process {pid}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until it ends, or stop it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} has {count} prompts; a set has at most {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the file is there and that you may read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} holds no prompts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must be a text file with one prompt a line, or a JSON list of texts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not in the queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`workbench queue list` shows what is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This recipe learns from preferences or rewards ({what}), not from answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a recipe of supervised fine-tuning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source}, a recipe of {program}: {problem}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{advice}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it in the file, and open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To remove modules, prune them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share to keep must be above 0 and at most 1, not {energy}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0.95 keeps 95 % of ‖ΔW‖².</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing says what to keep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a rank, a share of the energy, or ranks by module.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No module of this adapter changed anything, so no ranks follow from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train it longer or at a higher learning rate first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is being trained by process {pid}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`workbench continue` lets a paused run go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has already done {step} steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a larger number, or +{more} for more of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is finished: all {steps} steps are done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--steps +{more} adds more of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These settings changed since step {step}: {changes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the old values (--keep), or begin a new run from this step with the new ones (--fork).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run that goes on from step {step} keeps its model and its layers: {changes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a new run with them instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run does not know “{verb}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It knows {verbs}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No free name for {name} in {root}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} already holds a run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder with --out, or remove that run first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a new folder for the run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no setting {key}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`workbench schema` lists every setting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the path of a run spec (YAML), or the word starter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not a YAML file: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`workbench schema` describes the format; every run folder holds an example, run.yaml.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}{key}: {problem} (it is {value}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{help}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick at least one layer, or all linear layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{conflict}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the modules that are trained whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} ticked modules cannot be trained like this, first {path}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untick them, or choose another method, initialisation or dropout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose float32 as base dtype, or leave the biases as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{architecture} is not a causal language model: its layers can be looked at, not trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model that generates text: its config.json names an architecture …ForCausalLM.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has not learned anything: ΔW is zero in all {count} modules.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} % of the change is in {kind}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The change is spread over all modules; the largest is in {path}, {percent} % of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{numbers} numbers are NaN or infinite, in {count} modules, first {path}: it is broken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained whole: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{word}” cannot be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A, B and delta can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} whole numbers are needed here, not {numbers}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no job “{job}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The jobs are {jobs}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} holds no run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run folder has a run.yaml.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The job {job} cannot be asked like this: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its layers can be planned; training needs its safetensors files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer cannot be sent: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is too long to be sent: {size} MiB of {limit} MiB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for less at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data was not read to its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be trained before every row was looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a dataset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the model and the data…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model's folder has no weights, only its config.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch model.safetensors into it; the plan can be made before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if it ends again, less memory may be free than it needs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another window controls {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it over first: the link stands in the header.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} trains now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume when it has ended, or pause it with its memory released.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>peft did not make what was ticked: {count} modules differ ({first}); {trainable} parameters are trainable, {expected} were planned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a defect of the workbench: report it with this sentence. Nothing was trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DoRA divides by the length of each output's weights, and {path} has outputs without any weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untick that layer, or train without DoRA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter in {folder} does not fit this model: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the base it was trained on (base_model_name_or_path in adapter_config.json).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{module} is not adapted, so it cannot be switched off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter changes {count} modules, first {first}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} has no adapter_config.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run folder or a peft adapter folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} is an adapter made with {method}, not a LoRA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a LoRA adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run that has saved its adapter. Pickled adapters (.bin) are not opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter in {folder} was trained on another base: {count} of its {total} modules do not fit this model ({sizes}first {path}: {reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the base it was trained on{base}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file may be incomplete: copy or save the adapter again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter holds values that are not finite, first in {name}; it was not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try a lower learning rate; the adapter saved before is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes on by itself when there is room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes on by itself when it can be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {step} could not be saved in {folder}: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was saved before is kept; the run can be resumed from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint of step {step} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint of step {step} is of other layers: {count} tensors do not fit, first {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A plan of layers and ranks cannot change within a run; start a new one with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no row {index}: the data has fewer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first row is 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows cannot be searched for “{what}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They can for {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not UTF-16, as its first bytes say: line {line} or later holds no character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be unpacked: it is cut off or damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not UTF-8: in line {line}, byte {byte} at offset {offset} is not part of any character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as UTF-8, or convert it: iconv -f {other} -t UTF-8 {name} &gt; converted-{name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not UTF-8: line 1 begins with bytes of UTF-16 without a mark, or of UTF-32.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as UTF-8, or convert it: iconv -f UTF-16LE -t UTF-8 {name} &gt; converted-{name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has several columns {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it again with a name of its own for each column.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not a whole {title} file: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or download it again; its size may tell whether a part is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{bad} of {rows} rows of {path} cannot be used ({reasons}); first {numbering} {line}{file}{detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct them, or set data.leave_out_bad_rows=true to train without them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No token of {path} would be learned: none of its {count} rows has an answer in its first {limit} tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise data.max_length, or choose a model with a longer context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row of {path} can be held out: {count} are also trained on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a held-out file with rows of its own, or none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is no {title} file with a header: line {line}, {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first line names the columns, each once; fields with line ends stand in double quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is one JSON object without exactly one list of rows; its fields are: {fields}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not valid JSON: line {line}, {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has no rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has no row {number}: it has {rows} usable rows, and {bad} that are put aside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first row is 1, the last {rows}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not text: line {line} holds a NUL character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a text file; a Parquet or Arrow file needs its own ending.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of the {count} rows of {path} can be used ({reasons}); first {numbering} {line}{detail}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has preference rows ({fields}): two answers to compare, of which one is to be preferred. Training on preferences is not built yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To learn the chosen answers alone, name them: --set data.columns='{{completion: chosen}}', or '{{messages: chosen}}' where they are conversations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has rows of no format that can be learned from; their fields are: {fields}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has no column {column}, which data.columns names as {role}; its columns are: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct data.columns, or leave it empty to have the columns recognised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>data.columns names a column as {role}, which rows of the format {format} do not have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows of that format have: {roles}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>data.columns names {roles}, which no one format has together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The formats have: {formats}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the path of a data file or of a folder of them, or the word starter. Files: {accepted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {path} has no data files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file, or a folder of files of one kind: {accepted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {path} has data files of several kinds: {kinds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of the files, or put those of one kind into a folder of their own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {path} has more than {most} files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder that holds only the dataset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The saved dataset {path} has several splits and none is called train: {splits}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of one split.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} does not describe a saved dataset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it again with save_to_disk, or choose its Arrow, Parquet or JSON files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model's tokenizer cannot say where its tokens stand in the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a model folder with a tokenizer.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model's chat template leaves out the call of the tool {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model whose template knows tools, or give one in data.template.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model's chat template leaves an answer out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use rows of system, user and assistant turns in their usual order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model's chat template refuses the conversation: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model has no token that ends an answer: it would never learn to stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set eos_token in the model's tokenizer_config.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chat template cannot be used: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model's chat template cannot be used: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has changed since it was looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at it again: its rows, its counts and what is left out may be others now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An evaluation cannot be asked for like this: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is held out in this run, so there are no rows to judge it by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file of rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} holds no adapter (adapter_model.safetensors is missing).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run that has saved one, or a peft adapter folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer cannot be asked for like this: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to answer: the prompt is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a message first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick the layers whose gradients shall be compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss became {value} at step {step}{place}. Rows {rows} were in that step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of that step was applied or saved. Resume from the last checkpoint at a lower learning rate, such as {rate}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} asks to run code of its own (auto_map in config.json), which the workbench never does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>transformers {version} does not know the model type “{model_type}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights in {folder} are quantised, which cannot be trained here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the same model in bfloat16 or float32.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>config.json in {folder} does not describe a model that can be built: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have been edited, or be newer than transformers {version}: fetch the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the path of a Hugging Face model folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} is an adapter, not a base model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the model it was trained on (base_model_name_or_path in adapter_config.json).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} holds GGUF files, which are made for running a model, not for training it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the same model as safetensors, with its config.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} has no config.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder that holds config.json, the tokenizer and the safetensors files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>config.json in {folder} does not say how large the model is: it has no {missing}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have been cut or edited: fetch the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} has its weights as pickle only, and pickle can run code when it is opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The download may be incomplete: fetch the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is only a pointer to the weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run `git lfs pull` in its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} has no tokenizer that can be read: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder needs tokenizer.json beside config.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights need {needed} GiB of memory as {dtype}, and this machine has {have} GiB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a smaller model{half}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights in {folder} cannot be loaded: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that every safetensors file is there and complete; fetch the model again if not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is lost. Fewer tokens at once (training.micro_batch_tokens) avoid it from the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A table of answers cannot be asked for like this: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The base model has changed since step {step}: its files are not those the run began with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the former files back, or start a new run on the new ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data has changed since step {step}: its rows are not those the run began with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the former file back, or go on with the new rows as a new run (--fork).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no task “{task}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tasks are {tasks}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>transformers has no model of the type “{model_type}” for the task {task}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has these: {tasks}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{architecture} does not work on text alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model that reads text: pictures and sound cannot be trained here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use shorter rows (data.max_length) or a smaller micro-batch; the adapter saved before is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>worker.log in the run's folder has the details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of that step was applied; the adapter saved before is kept. Try a lower learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number above 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples: 5, 0.5, 500k, 20 MB, 1 %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>–</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to paste.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy rows here, or a column of ranks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{copied} copied rows do not fit on {selected} selected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select as many rows, or a group that has the same modules.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” cannot be pasted here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A rank is a whole number from 1 to 1,024; a line is a path, a rank and a scale.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alpha is above 0, not {alpha}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alpha is scale · r.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CostView</name>
    <message>
        <source>Adapter, float32</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AdamW keeps two float32 numbers for each trained one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Modules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Then the time of a step is predicted within its band</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} of the base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {base} parameters. peft prints {share}: of base and adapter together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adapter_model.safetensors: {size} bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring this machine: {share} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure this machine (about 20 s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The largest that the training process took.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{need} ± {band} of {have}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at least {need} of {have}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program, weights, adapter and gradient, optimizer state, and activations by formula.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than this machine has: choose a smaller model, or fewer tokens at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adapter and gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optimizer state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>activations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocks below {block} are computed once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No backward pass below block {block}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No backward pass through the blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {blocks} blocks run twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient checkpointing: less memory, more time, the same result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} ± {band}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{run} · {clock}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By counting operations, against the speed measured on this machine; ± {band} %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trainable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trainable parameters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataColumn</name>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In an epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens that are learned; the others are only read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows whose text equals an earlier one's; they are used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They cannot be learned: left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Odd characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Control, invisible or damaged ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns that mean nothing in this format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows are tokenised once and kept, so that a second start begins at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} · {sets} sets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} · 1 set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{train} · {held} held out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{blocks} blocks of {length}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} at {length}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none at {length}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of the tokens are learned, the others only read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} an epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The longest row decides the length: none is cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model reads no more tokens than that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More tokens at once do not fit in memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The length of a packed block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{used} of {rows} rows, {also} are also trained on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{used} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⚠ {count} cut rows lose their end mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ The end mark is learned on every row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⚠ 1 row left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⚠ {count} rows left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the rows that are left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataEditor</name>
    <message>
        <source>Drop a file here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON, JSONL, CSV, Parquet, text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the starter data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the whole file again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train without them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read as {format}. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{column} is read as {role}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>detected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>train without unusable rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use the whole file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rows} rows are written to {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token cache is cleared: {size} are free again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>maximum length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chat template</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataFacts</name>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} an epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not trained on: they measure the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longer than {count} tokens: they lose their end mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no row</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataSettings</name>
    <message>
        <source>Chat template…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the template says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template argument enable_thinking, which this template reads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What measures the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a share of the rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a file of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file that measures the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held-out file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>thinking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held-out rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it is learned from</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DepthBars</name>
    <message>
        <source>Mean rank of the blocks, lowest block first: up to {rank}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Derived</name>
    <message>
        <source>passes over the rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>instead of epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 switches it off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rows a step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>times a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of a layer's inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the adapter is float32</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the steps decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passes · {steps}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{epochs} passes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens · cuts {count} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens · cuts no row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none: too few rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Drawer</name>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold the drawer (Ctrl+`)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the drawer (Ctrl+`)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>Preparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{adapted} of {planned} modules match the plan; {count} parameters are trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{loss} nats/token at step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} held-out prompts answered at step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the adapter of step {step}, {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{after} of {rows} held-out answers as taught, {before} before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} {former} → {value} after step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to stop and save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to finish this epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to evaluate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to answer the prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to change a setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{format}, {size}, to {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after {steps} steps and {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{phase}, {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at step {step}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EventsView</name>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Adapter (peft)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GGUF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GGUF adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ollama</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MLX</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter's two files, with a model card: base, data, settings and the loss curve.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A full Hugging Face model with the adapter in its weights, and its tokenizer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The merged model in one file, with tokenizer and chat template.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter alone, to be loaded beside the base's own GGUF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A GGUF with a Modelfile: template, end marks and sampling are filled in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The merged model in a folder that mlx-lm loads on Apple's chips.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A plain script with the run's rows: it repeats the run with torch and peft alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done: {what}, {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loads ✓</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read back ✓, too large to load here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>says “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportColumn</name>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free on the disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ranks</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportPage</name>
    <message>
        <source>Go to Setup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inspect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen format's options stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the adapter…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export into a new or empty folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled: nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as flag</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FormatCard</name>
    <message>
        <source>not for this adapter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Going</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GradientReading</name>
    <message>
        <source>Loading weights…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {total} batches… {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another window controls this run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message>
        <source>Map of {measure}: blocks across, modules down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has values that are no numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a cell to read it, click to see its module. Arrow keys move.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outside the blocks</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>σ {deviation}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>around {value}: {share} %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportedLine</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InspectBase</name>
    <message>
        <source>Choose the model that this adapter belongs to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading its base: {done} of {total} modules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading its base…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sizes relative to W need the base's weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sizes relative to W need its base, which is not on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InspectColumn</name>
    <message>
        <source>New run with these ranks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resize…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No module selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose its base…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure against the base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InspectFacts</name>
    <message>
        <source>{used} of {rank}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank, scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} · {share} of W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stable rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alignment with W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intruders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NaN or infinite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>‖ΔW‖ before, now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closest directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shared directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Modules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ranks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InspectNothing</name>
    <message>
        <source>Nothing to inspect yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the run: its first checkpoint is looked at here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run on the left, or drop an adapter here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It failed before the first save.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It ended before the first save.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run has no adapter to inspect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first checkpoint comes when the run has begun.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first checkpoint comes at step {step}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first checkpoint comes at step {step}, in about {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A peft folder, or a .safetensors file of LoRA weights.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InspectPage</name>
    <message>
        <source>Go to Setup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The selected module's numbers and pictures stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer tree: tick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer tree: type a rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer tree: halve or double the rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer tree: back to the inherited rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer tree: open all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspect: to the next module in the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspect: logarithmic spectrum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspect: zoom a matrix, show all of it; arrows move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charts: smoothing, logarithmic, x axis, fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try: send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try: cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LastTime</name>
    <message>
        <source>Show report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drafts are kept, but for the last second.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last window crashed ({how}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine went off while the window was open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last window was ended from outside.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerActions</name>
    <message>
        <source>The blocks of {name} differ: its first one was copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scales differ now: some programs read one alpha only.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerClipboard</name>
    <message>
        <source>paste on {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{left} of {all} copied rows have no place here, first {path}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerDelegate</name>
    <message>
        <source>“{text}” is not a rank: a rank is a whole number from 1 to 1,024.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not a number.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerEdits</name>
    <message>
        <source>tick of {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>untick of {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rank of {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scale of {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>alpha of {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reset of {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>doubled rank of {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>halved rank of {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} trained whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA for {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ranks that fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerMenu</name>
    <message>
        <source>Copy plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Halve the rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double the rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inherit rank and scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train with LoRA instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not train it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train whole</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerModel</name>
    <message>
        <source>{name}, {count} experts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be adapted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, trained whole, {count} trainable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>partly ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {state}, rank {rank}, {count} trainable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counted and changed: only what fits the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parameters · {of_all} of what is trained · {of_base} of the base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Module</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows × columns of the weight matrix W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>r: B is out×r and A is r×in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>α = scale · r; another alpha changes the scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>α/r, the factor before B·A; it stays when the rank changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trainable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>r·(in + out) numbers; the bar is the share of all that is trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>% of base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trainable, as a share of the base's parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New with this task: all its numbers are trained and saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All its own numbers are trained and saved, without LoRA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of its modules are trained whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given here; Backspace inherits again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The matrix has rank {limit} at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shares its weight with {module}; trained whole here, the two part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shares its weight with {module}; LoRA here changes this layer only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>×{count} experts in one tensor, each with its own A and B</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerTreeView</name>
    <message>
        <source>Layers of the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than {most} rows would open: filter them, or open a block.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayersBar</name>
    <message>
        <source>Filter: q_proj, *.mlp.*, role:attention, depth:&gt;50%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words that must all fit: part of a path, a glob (*.q_proj), a /regular expression/, role:mlp, type:Linear, block:20-31, depth:&gt;50%, rank:&gt;16, is:ticked, is:own. A minus before a word: not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One row for all equal blocks, or a row for each (Ctrl+Shift+F)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayersEditor</name>
    <message>
        <source>Reading the model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layer fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try part of a path, *.q_proj, role:mlp, depth:&gt;50%, rank:&gt;16 or is:ticked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layers to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its real modules appear here, with a rank on each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its modules come from config.json alone: a moment, also for large models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {all} layers fit the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rows} rows selected · {count} trainable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: an edit changes all {count} of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layer fits “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space ticks · digits type a rank · [ ] halve and double · Backspace inherits</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayersOff</name>
    <message>
        <source>Filter: q_proj, layers.3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter modules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Modules with the adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switches off all that the filter does not show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {total} on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{off} of {total} off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayersStrip</name>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>‖ΔW‖, effective rank or gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By block, or by kind of module</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>block {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {step} · {name} · {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>‖ΔW‖</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>effective rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradient</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>smoothed {factor}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>raw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>masked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>special</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey: masked. Blue, underlined: trained. Boxed: special.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LengthHistogram</name>
    <message>
        <source>Lengths of the rows, and where they are cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut at {count} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Lens</name>
    <message>
        <source>Not measured: cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The entries of ΔW are too large to be numbers.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LiveBox</name>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another window controls this run. Take it over in the header.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A change holds from the next step on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed after step {step}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>The training process has not written anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LossView</name>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The curve begins with the first step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a setting was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prompts answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>adapter saved</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MatrixView</name>
    <message>
        <source>[{row}, {column}] {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[{row}–{last_row}, {column}–{last_column}] mean {value}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MeasureChoice</name>
    <message>
        <source>{done} of {total} modules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Measures</name>
    <message>
        <source>Modules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size relative to W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size ‖ΔW‖ (Frobenius)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest singular value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum of singular values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of rank used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effective rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stable rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy in the first 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy in the first 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy in the first 4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Energy in the first 8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest entry of ΔW</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alignment with W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intruder dimensions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference ‖ΔW − ΔW′‖</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference, relative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Growth of ‖ΔW‖</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest difference (spectral)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest principal angle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shared output directions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Module</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank used</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MergeForm</name>
    <message>
        <source>exact, cut to a rank (SVD)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exact, ranks added up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>linear, of A and B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no other adapter. Finish another run, or open an adapter first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick at least one other adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking how they get along…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosine of their changes {cosine}; at most {cancelled} of a module cancels out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rank cuts off {error} of ‖ΔW‖.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageEdit</name>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A text that the models continue as it stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{asked} Ctrl+Enter sends, Ctrl+↑ brings back the last message.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Methods</name>
    <message>
        <source>{count} of {total} modules: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Biases of the adapted layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the adapter switched off, trained biases stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every bias of the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reference: r·(in + out) numbers per layer, mergeable into the base, read by every tool.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At high ranks the factor alpha / r damps the update.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rsLoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The factor alpha / √r keeps the update's size as the rank grows, so that high ranks pay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No parameters. At the same alpha the factor is √r times LoRA's: lower the scale or the rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains direction and length of each output's weights apart; often ahead of LoRA at low ranks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One number per output more, and B·A is formed in every step: slower, with more memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA+</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B learns this many times faster than A, which speeds up learning in wide models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No parameters. The rate may have to be lowered; a high ratio can be unstable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A random, B zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step 0 computes exactly what the base computes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the first steps only B learns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaussian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A is normal with deviation 1 / r, B is zero: step 0 equals the base.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A's first values shrink as the rank grows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orthogonal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A and B start nonzero in orthogonal directions with B·A = 0: both learn from the first step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Even ranks only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PiSSA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trains the strongest r directions of each weight; often converges faster than LoRA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One SVD per layer before the start (minutes for large models); the saved adapter has rank 2r.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PiSSA, fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PiSSA by a randomised SVD: seconds instead of minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The directions are approximate; the saved adapter has rank 2r.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OLoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A and B start from a QR decomposition of the weight, with orthonormal columns in B.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One QR per layer before the start; the saved adapter has rank 2r.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MethodsPicker</name>
    <message>
        <source>Methods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan does not fit a model yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is trained, and what it starts from: {words}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MixPanel</name>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In an epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight 2: every row twice in an epoch. Weight 0.5: half of the rows, drawn by the seed. At most: that many rows, drawn by the seed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{samples} of {rows} rows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelEditor</name>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Hugging Face folder: config.json, tokenizer, safetensors. It can be dropped here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starter model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a Hugging Face model folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder that holds models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hugging Face cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searched for models:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching for models…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder has no weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its layers can be planned; training needs its safetensors files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the starter model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading config.json…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one from the list, or any folder of a Hugging Face model on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelPlaces</name>
    <message>
        <source>llama · 2.0 M · the ready example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starter model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hugging Face cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This plan takes at least {needs} of memory; this machine has {memory}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan names no layer of this model: it would have to be mapped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too large</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModuleDetails</name>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic scale (L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values of {matrix}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expert</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewRun</name>
    <message>
        <source>No ranks follow from this kind of adapter: it has no low-rank product.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ranks {ranks} · {count} parameters, now {now}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ranks of {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>1 setting is unknown here and ignored: the file may be of a newer peft.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} settings are unknown here and ignored: the file may be of a newer peft.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} tensors are not understood and not shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose its base…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Nothing</name>
    <message>
        <source>Go to Setup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate as draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the run to see its curves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss, held-out loss and answers to held-out prompts move here while it trains.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run on the left, or make a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training process {how}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its setup can be started again from a copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run never began.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run is next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It starts when the device is free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run waits at place {place} of the queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs start one after another; drag them in the list to order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once the run has started: proof that peft attached what the plan says, the run's facts, its time, and a note.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run answers no prompts on the way (Sample prompts is 0).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No rows are held out, so there are no prompts to answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run ended before any prompt was answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} held-out prompts: first the base answers, then the adapter, ten times on the way.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NumberEdit</name>
    <message>
        <source>A number from {low} to {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number of at least {low}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number of at most {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A number, such as 16 or 2e-4.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OptionsBar</name>
    <message>
        <source>Smooth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothed curve (S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic scale (L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count steps, epochs, tokens or time (X)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show every value, not 1 % to 99 % (F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the steps still to come</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>The training process {how}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training process ended without a word (killed, or the machine went off).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No adapter was saved before that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It had come to {step}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter of step {step} is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done in {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped before the first step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discarded at {step}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped at {step}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss {first} → {last}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{after} of {rows} held-out answers changed as taught ({before} before).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message>
        <source>All linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MLP only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Query and value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Experts only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Head only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} trained whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layer ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layers} · experts off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layers} + {count} whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All linear − {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 module</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} modules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tick at least one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rank {rank}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scale {scale}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanMap</name>
    <message>
        <source>block {name}: a click selects it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} in every block: a click selects it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no such layer in this block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} experts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 layer selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} layers selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} trainable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocks across, kinds of layers down; the colour is the rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to select layers, then type a rank or press Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trained whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rank {rank}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{some} of {all} ticked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanMapCanvas</name>
    <message>
        <source>Plan map: blocks across, kinds of layers down</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanMends</name>
    <message>
        <source>Start anew with all linear layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick all linear layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Untick these {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layers unticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round ranks up to even</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>even ranks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without {method}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map {count} by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plan mapped by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the {count} that exist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what exists of the plan</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanMenu</name>
    <message>
        <source>Plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load plan…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in an adapter…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save plan…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write adapter_config.json…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the plan (YAML)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as Python (LoraConfig)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model's layers are not known yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>plan from {source}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load a plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plans, runs and adapters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an adapter's folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write adapter_config.json</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan is on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The LoraConfig is on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlanReport</name>
    <message>
        <source>Map {count} by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing that {source} names exists in this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 name in {source} matches nothing in this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} names in {source} match nothing in this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{source} says more than a plan can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 module is adapted as it says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} modules are adapted as it says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plan stays as it was.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PromptTable</name>
    <message>
        <source>Prompt set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy to a new set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every checkpoint of the run answers, beside the base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out prompts of this run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No set yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} holds no prompts and is not read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask {count} prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This set has no prompts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a prompt in Chat first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No checkpoint is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a set of that name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A set has a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My prompts {number}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <source>Held-out prompts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PruneForm</name>
    <message>
        <source>Leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>modules that change nothing ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>selected modules ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every module changes something. Select modules in the map or the table first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No module is selected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing would be left of the adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 module goes, {numbers} parameters. Error {error} of ‖ΔW‖, exactly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} modules go, {numbers} parameters. Error {error} of ‖ΔW‖, exactly.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QuickSets</name>
    <message>
        <source>Quick sets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every other block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kinds of layers that are ticked now, in these blocks alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last {count} blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every other block</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all blocks</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RankBar</name>
    <message>
        <source>No rank: no layer is ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours: rank {ranks}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReadingLine</name>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}: {done} of {total} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the rows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Recipes</name>
    <message>
        <source>{program} recipe: settings taken over: {taken}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{program} recipe: settings taken over: {taken}, not taken over: {left}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it says nothing, as {program} does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model or data that it does not name are kept as they were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not taken over:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken over, but look at:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResizeForm</name>
    <message>
        <source>share of ‖ΔW‖²</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rank, at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This adapter has no low-rank product that could be cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error {error} of ‖ΔW‖ ({absolute}), exactly. Ranks {ranks}: {count} parameters, now {now}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultCard</name>
    <message>
        <source>Try it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open adapter folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Again with my data…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No adapter was saved.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RolesHeader</name>
    <message>
        <source>What each column is read as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as detected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowJumps</name>
    <message>
        <source>Jump to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shortest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>odd characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find text in the rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row holds this text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No such row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} in all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowPanel</name>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rendered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of about {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>row {line}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, line {line}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where} · {tokens} tokens, {trained} trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut at {length} tokens: {rows} rows lose their end mark and {tokens} tokens, {trained} of them trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut at {length} tokens: {rows} rows lose their end mark and about {tokens} tokens, {trained} of them trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut at {length} tokens: no row is cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rows are packed into {blocks} blocks of {length} tokens: none is cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowView</name>
    <message>
        <source>The row as it stands in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row as the chat template writes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This row cannot be used: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This row cannot be used: {reason} ({detail}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template writes nothing for this row.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowsModel</name>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} tokens, {trained} of them trained</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowsTable</name>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunCommands</name>
    <message>
        <source>Settings changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the old values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New run from this step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Running</name>
    <message>
        <source>{name} starts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} goes on by itself in {seconds} s ({count} of {most}).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SampleRows</name>
    <message>
        <source>(nothing)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SamplesView</name>
    <message>
        <source>Step of the answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step 0, the base itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {step}, the newest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Saves</name>
    <message>
        <source>map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spectrum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>modules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {file}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScaleForm</name>
    <message>
        <source>Multiply ΔW by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>‖ΔW‖ becomes {size}, now {now}. It is folded into B; α/r stays.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScalePicture</name>
    <message>
        <source>not to scale below 1 px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>W is trained itself: {count} numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a layer to see its matrix and the two thin ones that are trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{trained} of {frozen} = {percent}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not ticked: this layer stays as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{factor} is the scale, α/r: what B·A adds is multiplied by it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>× {count} experts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>W is {w}, B is {b}, A is {a}; {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The base's matrix, out × in: frozen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The base's own numbers, trained and saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained, out × rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained, rank × in</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Scales</name>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} tokens</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScoresView</name>
    <message>
        <source>Rows to judge by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The most rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gained most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gained least</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of the rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save table…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores of each column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores of each row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows that the run held out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file of rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accuracy {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every token is predicted from the true ones before it: loss in nats per labelled token, perplexity, and how often the likeliest token is the true one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rows} of {of} rows, {tokens} labelled tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose rows to judge by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SetupCard</name>
    <message>
        <source>in order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with a warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in order</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SetupPage</name>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A ready example: teach a 2 M-parameter model to answer as JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use my own model or data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run's own setup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate it to change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate as draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its model, data, layers and settings stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied: {flag}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>New run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DRAFTS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RUNNING</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QUEUE (PAUSED)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QUEUE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FINISHED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ADAPTERS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NO RUN HAS THIS NAME</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NO RUNS YET</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draft · saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draft · saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not where it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} % · loss {loss}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state} at step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held out {loss} · {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SmallChart</name>
    <message>
        <source>step {step}: {value}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SmallCharts</name>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceList</name>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the list</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourcesBar</name>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose data files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows ({kinds})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder of data files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starter data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take {name} away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>data format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mix</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Spec</name>
    <message>
        <source>Starter data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch and memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the run is called in lists; part of its folder's name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Hugging Face model folder (config.json, tokenizer, safetensors), or the word starter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base dtype</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number format of the frozen base. auto: bfloat16 where the processor computes in it, else float32. The adapter is always float32.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>float32</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of rows (JSON, JSONL, CSV, TSV, Parquet, Arrow, TXT or Markdown, also as .gz or .zst), a folder of such files, a saved dataset's folder, or the word starter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a row is read. auto: decided by the fields of the rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prompt-completion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>question-answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>alpaca</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which column is read as what, where the names differ from the format's own: {output: reply}. Known: messages, system, instruction, input, output, prompt, completion, question, answer, text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often each row of this source is trained on in an epoch: 2 means twice, 0.5 means that half of the rows, drawn by the seed, are trained on once, 1.5 that all are and half of them a second time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most this many rows of this source are used, drawn by the seed before the weight. Empty: all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More files or folders, mixed with the first: a list of {path, format, columns, weight, cap}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which tokens are learned. assistant: the assistant's turns, with their end marks; last-turn: only the last of them; completion: all that follows the last prompt; everything: every token. auto: assistant, and everything for plain text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>assistant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last-turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>completion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blocks: the rows, one after another, each closed by its end mark, are cut into blocks of the maximum length, so that no token is padding or lost; inside a block a row sees those before it. none: one row a sample. auto: blocks for plain text, none for conversations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text that is put before every conversation that has no system turn. Empty: none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a conversation is written as text (Jinja). Empty: the tokenizer's own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template arguments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values that the chat template reads, such as enable_thinking: false.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maximum length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longer rows are cut at this many tokens, and lose their end mark. auto: the longest row, as far as the model's context and the memory allow; 1,024 for packed blocks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the rows that is not trained on and measures the run: at least 10 rows, at most 200; none when there are fewer than 50 rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file or folder whose rows measure the run in place of the held-out share, read as data.path is. Its rows that are also trained on are left out. Empty: the share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train without unusable rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows that cannot be used (no answer, wrong types, not JSON) are left out, counted and listed. Off: such rows stop the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected hash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the data was when it was looked at: a start with other data is refused. Empty: not checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all-linear (every linear layer but the head), a regular expression that must match the whole module path, or the list of paths.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>r: B is out×r and A is r×in, so a layer trains r·(in + out) numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>alpha / r, the factor before B·A. It is kept when the rank changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of a layer's inputs hidden from its adapter in each step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rsLoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The factor before B·A is alpha / √r instead of alpha / r (Kalajdzievski 2023).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also trains the length of every output's weights (Liu et al. 2024).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Initialisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What A and B start from. default: A random, B zero, so that step 0 equals the base.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gaussian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>orthogonal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pissa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pissa_niter_16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>olora</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which bias vectors are trained too: none, all of the model's, or those of the adapted layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lora_only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trained whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paths of modules that are trained and saved whole, without LoRA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own ranks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ranks that differ: path of a module or group to rank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own scales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scales that differ: path of a module or group to scale.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes over the training rows. auto: 3 under 2,000 rows, 2 under 10,000, else 1; at least 60 steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer steps; when set, it decides the length instead of the epochs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step size of AdamW after warm-up. Usual for LoRA: 1e-4 to 5e-4; very small models bear more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA+ ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B's learning rate over A's (Hayou et al. 2024). 1: the same rate for both; usual for LoRA+: 16.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the learning rate falls after warm-up. cosine-restarts: several cosines one after another; wsd: constant, then a short fall at the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cosine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>constant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cosine-restarts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wsd</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cosines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many cosines the schedule cosine-restarts has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Final fall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the steps in which the rate of the schedule wsd falls to 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the steps in which the rate rises from 0; at least 5 steps in runs of 50 or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effective batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows per optimizer step. They run in micro-batches that fit in memory, with the same result. auto: 8 under 500 rows, else 16.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Micro-batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Padded tokens that run at once. It changes speed and memory, not the result. auto: by device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient checkpointing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocks keep only their input and are computed again for the backward pass: less memory, more time, the same result. auto: only where memory would not suffice, and only as many blocks as needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AdamW's decoupled weight decay on A and B.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gradient's norm is limited to this; 0 switches it off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of each label that is spread over the whole vocabulary (Szegedy et al. 2016). The held-out loss is measured without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NEFTune noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength of the noise that is added to the embeddings in training (Jain et al. 2023). 0: none; usual: 5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Early stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run ends when the held-out loss was measured this often without a new lowest one. 0: never; usual: 5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decides the rows' order, the held-out rows, A's first values and dropout. The same seed gives the same adapter, byte for byte, on the same machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor threads. auto: the physical cores; 1 for models under 50 M parameters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With two epochs or more, what the blocks below the lowest trained one compute is kept on the disk, up to this size, and not computed again. 0: never.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimisations that are switched off, by name and separated by commas; the numbers stay the same. Known: token-budget, no-mask, labelled-head, fused-cross-entropy, fused-lora, shared-input, fused-attention, fused-norm, fused-gate, flat-adamw, backward-cut, prefix-cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often the held-out loss is measured in a run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between two measurements of the held-out loss; when set, it decides instead of their number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer measurements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often the size of every module's change, its rank and its gradient are measured; fewer times where it would take over 1 % of the run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out prompts answered while it trains, beside the base's answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The longest answer that is sampled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out prompts answered before and after the run, and compared with the dataset's own answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between two checkpoints, from which a run can go on. auto: a tenth of the run, and wherever the held-out loss is measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A checkpoint is written after this time too; 0 switches it off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The newest ones; the one with the lowest held-out loss is kept besides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume after a crash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the training process is killed or crashes, the window starts it again from the last checkpoint: at most three times in a row, waiting longer each time.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Spectrum</name>
    <message>
        <source>Singular values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line: energy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}: {value} · {energy} of the energy so far</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartBox</name>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks what to do with these rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Starting</name>
    <message>
        <source>It ended here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the training process</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No step was taken, so there is no curve and no adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused. It goes on with Continue, in the header.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The base answers the held-out prompts first; then the curves begin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The curves begin with the first step.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>{cores} cores · {used} of {total} GiB memory in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>engine ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>engine warming up</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StepSlider</name>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>All settings are at their defaults.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate as draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} and {count} more · {total} in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 setting changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} settings changed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SwitchEdit</name>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TemplateEditor</name>
    <message>
        <source>Use the model's own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run's own chat template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has no chat template: this one is used in its place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model's chat template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TextView</name>
    <message>
        <source>… and {count} more characters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tiles</name>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trainable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nats/token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training, smoothed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best {loss} at step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no rows are held out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured on the way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s a step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>peft agrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>peft made {adapted} of {planned} modules</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TokenView</name>
    <message>
        <source>The row as tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cut off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>masked: read, not learned</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainColumn</name>
    <message>
        <source>Trainable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens an epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was tried, and what comes next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared with the plan once peft has attached it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{adapted} of {planned} modules match the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{trainable} of {base} in the base. peft's own ratio, of all it counts: {ratio} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 thread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of them are learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after ten steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainingEditor</name>
    <message>
        <source>Find a setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Essentials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} · auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No setting has “{text}” in its name or its help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every setting is at its default.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by epochs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>beside</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>Tick at least one layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The method does not fit every layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two choices of the plan conflict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layers belong to another model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has no weights here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a causal language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No token would be trained: the mask covers every row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data was not read to its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layers cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TroubleBanner</name>
    <message>
        <source>Duplicate as draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the adapter of step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume from step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume from {step} at rate {rate}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TryBar</name>
    <message>
        <source>Chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judge the answers before you see whose they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours each token by how much more likely it is with the adapter (blue) or with the base (orange); hover for the alternatives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another answer beside these: the base or an adapter on it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TryColumn</name>
    <message>
        <source>Strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0: all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repetition penalty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the models are told before the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers on/off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Greedy: the likeliest token each time, so that answers can be compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>greedy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0: the base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1: as trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} changed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TryPage</name>
    <message>
        <source>Go to Setup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose its base…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run ends its step, then it waits…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run is training on this machine. It waits between two steps while this answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answering…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the engine…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the run to compare it with its base.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One message, two answers: the base's on the left, the adapter's on the right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run on the left, or make a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It failed before the first save.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It ended before the first save.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run has no adapter to try.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter is not where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} holds weights alone, without the configuration that peft loads them by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only peft folders can be tried.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose its base to compare the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter names no base.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It belongs to {base}. Choose the folder of that model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its base is not on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The base model is not where this run found it: {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the folder back; the adapter belongs to this very model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answering. Esc cancels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a run that has an adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first adapter comes with the first save.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run has no adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The base model's folder is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adapter · step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>says the same as {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>differs from {other} at token {token} · KL {kl}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{tokens} tokens · {speed} tok/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the adapter…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring module {done} of {total}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The exact spectrum of every module, from its factors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WhatLoraDoes</name>
    <message>
        <source>What LoRA does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From rank 50 on, B and A hold as many numbers as W itself: nothing is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{trained} numbers are trained instead of {all}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The large grey matrix W belongs to the base model and stays frozen: not one of its numbers changes. LoRA learns two thin matrices beside it, B and A. Multiplied, they have W's shape, and their product is added to W. The rank is how thin they are: a higher one can learn more, and costs more. B starts at zero, so before the first step the model answers exactly as before. After training, B and A stay a small file of their own, or are merged into W for good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank of the example</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Another run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open data or recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data and recipes (*.json *.jsonl *.csv *.tsv *.parquet *.txt *.yaml *.yml);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model folder or a run folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied: {command}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About LoRA Workbench</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA Workbench {version}
Pay only for what you tick.
Apache-2.0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redone: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied the report.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>about {time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {step} of {steps}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkView</name>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop comparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>{name} waits in the queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This window controls {name} now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted draft {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is in the trash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An adapter from elsewhere has the name of its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the folder, then open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is no longer there: its folder was moved or deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was {path}. If it is moved back, it is listed again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is no longer listed. Its files stay where they are.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Panel</name>
    <message>
        <source>Read the gradients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spread ranks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} parameters · {share} of the budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rank {ranks} · adapter {size} · {percent} of the base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ranks {ranks} · adapter {size} · {percent} of the base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read them again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where your data pulls hardest gets the highest ranks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One pass over a few batches of your data says which layers it pulls at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run has begun: its methods stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model has no biases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trainable parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>parameters · file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also train</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>New run from this step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {step}, best so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Table</name>
    <message>
        <source>Prompts and answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double click, and write one more prompt</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
