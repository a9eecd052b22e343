<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<!--
Words of the Chinese window. Kept in English: LoRA, DoRA, token, alpha, dropout, LoRA Workbench, peft, GGUF, and names
of settings, files and programs. Chinese and Latin letters or numbers are set apart by a space; punctuation is full
width, except within code. Calm sentences, 请 for what is to be done next, no exclamation marks.

adapter 适配器 · adapt 适配 · base (model) 基座(模型) · batch 批 · block 块 · checkpoint 检查点 · compare 对比 (runs),
比较 (adapters) · cut 截断 · draft 草稿 · embedding 嵌入 · end mark 结束标记 · epoch 轮 · evaluate 评估 · expert 专家 ·
export 导出 · gradient 梯度 · head 输出头 · held out 留出 · inspect 剖析 · layer 层 · learning rate 学习率 · left out 排除 ·
loss 损失 · mask 掩码 · measure 度量 · merge 合并 · micro-batch 微批 · module 模块 · number format 数值格式 · packing 打包 ·
plan 方案 · preferences 偏好设置 · preset 预设 · prompt 提示词 · prune 剪除 · queue 队列 · rank 秩 · recipe 配方 ·
resume 恢复 · router 路由器 · row 行 · run 运行 · sample 样例 · scale 缩放 · schedule 调度 · seed 种子 · setting 设置 ·
Setup 配置 · spectrum 谱 · starter 入门 · step 步 · tag 标签 · template 模板 · tick 勾选 · tokenise 分词 · train whole 整体训练 ·
trainable 可训练 · trash 回收站 · try 试用 · verdict 结论 · warm-up 预热 · weights 权重
-->
<context>
    <name>Actions</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>新建运行</translation>
    </message>
    <message>
        <source>New run from the starter example</source>
        <translation>从入门示例新建运行</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Open model, run or adapter folder…</source>
        <translation>打开模型、运行或适配器文件夹…</translation>
    </message>
    <message>
        <source>Save recipe as…</source>
        <translation>配方另存为…</translation>
    </message>
    <message>
        <source>Import run of another program…</source>
        <translation>导入其他程序的运行…</translation>
    </message>
    <message>
        <source>Open runs folder…</source>
        <translation>打开运行文件夹…</translation>
    </message>
    <message>
        <source>Remove this runs folder from the list</source>
        <translation>从列表中移除这个运行文件夹</translation>
    </message>
    <message>
        <source>Storage…</source>
        <translation>存储…</translation>
    </message>
    <message>
        <source>Trash…</source>
        <translation>回收站…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>偏好设置…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Duplicate as draft</source>
        <translation>复制为草稿</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>加星标</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Tags and note…</source>
        <translation>标签和备注…</translation>
    </message>
    <message>
        <source>Save as preset…</source>
        <translation>另存为预设…</translation>
    </message>
    <message>
        <source>Use this preset for new runs</source>
        <translation>把这个预设用于新运行</translation>
    </message>
    <message>
        <source>Import preset…</source>
        <translation>导入预设…</translation>
    </message>
    <message>
        <source>Load plan…</source>
        <translation>载入方案…</translation>
    </message>
    <message>
        <source>Plan as in an adapter…</source>
        <translation>方案与某个适配器相同…</translation>
    </message>
    <message>
        <source>Save plan…</source>
        <translation>保存方案…</translation>
    </message>
    <message>
        <source>Write adapter_config.json…</source>
        <translation>写出 adapter_config.json…</translation>
    </message>
    <message>
        <source>Copy as Python (LoraConfig)</source>
        <translation>复制为 Python（LoraConfig）</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Pause or continue</source>
        <translation>暂停或继续</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>Finish this epoch</source>
        <translation>完成本轮</translation>
    </message>
    <message>
        <source>Pause and release its memory</source>
        <translation>暂停并释放内存</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接管</translation>
    </message>
    <message>
        <source>Save now</source>
        <translation>立即保存</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>保存到别处…</translation>
    </message>
    <message>
        <source>Evaluate now</source>
        <translation>立即评估</translation>
    </message>
    <message>
        <source>Answer the prompts now</source>
        <translation>立即回答提示词</translation>
    </message>
    <message>
        <source>Run next</source>
        <translation>下一个运行它</translation>
    </message>
    <message>
        <source>Take out of the queue</source>
        <translation>移出队列</translation>
    </message>
    <message>
        <source>Pause the queue</source>
        <translation>暂停队列</translation>
    </message>
    <message>
        <source>Queue goes on past a failure</source>
        <translation>失败后队列继续</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>丢弃…</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Show the run's folder</source>
        <translation>显示运行的文件夹</translation>
    </message>
    <message>
        <source>Measure this machine</source>
        <translation>测量这台机器</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>对比…</translation>
    </message>
    <message>
        <source>Compare with the one before</source>
        <translation>与前一个对比</translation>
    </message>
    <message>
        <source>End the comparison</source>
        <translation>结束对比</translation>
    </message>
    <message>
        <source>Save the curves as CSV…</source>
        <translation>把曲线保存为 CSV…</translation>
    </message>
    <message>
        <source>Save the comparison as a picture…</source>
        <translation>把对比保存为图片…</translation>
    </message>
    <message>
        <source>Save the comparison as HTML…</source>
        <translation>把对比保存为 HTML…</translation>
    </message>
    <message>
        <source>Inspect it</source>
        <translation>剖析它</translation>
    </message>
    <message>
        <source>Try it beside the base</source>
        <translation>与基座并列试用</translation>
    </message>
    <message>
        <source>Export it…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Export in the chosen format</source>
        <translation>以所选格式导出</translation>
    </message>
    <message>
        <source>Show the adapter's folder</source>
        <translation>显示适配器的文件夹</translation>
    </message>
    <message>
        <source>New run with these ranks</source>
        <translation>用这些秩新建运行</translation>
    </message>
    <message>
        <source>Resize…</source>
        <translation>调整…</translation>
    </message>
    <message>
        <source>Prune…</source>
        <translation>剪除…</translation>
    </message>
    <message>
        <source>Scale…</source>
        <translation>缩放…</translation>
    </message>
    <message>
        <source>Merge with another…</source>
        <translation>与另一个合并…</translation>
    </message>
    <message>
        <source>Stop comparing</source>
        <translation>停止比较</translation>
    </message>
    <message>
        <source>Save the map…</source>
        <translation>保存图…</translation>
    </message>
    <message>
        <source>Save the table…</source>
        <translation>保存表格…</translation>
    </message>
    <message>
        <source>Save the spectrum…</source>
        <translation>保存谱…</translation>
    </message>
    <message>
        <source>Save the matrix…</source>
        <translation>保存矩阵…</translation>
    </message>
    <message>
        <source>Extract a LoRA from a fine-tuned model…</source>
        <translation>从微调后的模型提取 LoRA…</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>剖析</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Setup: model</source>
        <translation>配置：模型</translation>
    </message>
    <message>
        <source>Setup: data</source>
        <translation>配置：数据</translation>
    </message>
    <message>
        <source>Setup: layers</source>
        <translation>配置：层</translation>
    </message>
    <message>
        <source>Setup: training</source>
        <translation>配置：训练</translation>
    </message>
    <message>
        <source>Next run</source>
        <translation>下一个运行</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一个窗格</translation>
    </message>
    <message>
        <source>Pane before</source>
        <translation>上一个窗格</translation>
    </message>
    <message>
        <source>Find an action…</source>
        <translation>查找操作…</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>侧栏</translation>
    </message>
    <message>
        <source>Right column</source>
        <translation>右栏</translation>
    </message>
    <message>
        <source>Samples, events and log</source>
        <translation>样例、事件和日志</translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation>跟随系统主题</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Colour map: blue</source>
        <translation>颜色表：蓝</translation>
    </message>
    <message>
        <source>Colour map: viridis</source>
        <translation>颜色表：viridis</translation>
    </message>
    <message>
        <source>Colour map: cividis</source>
        <translation>颜色表：cividis</translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation>跟随系统语言</translation>
    </message>
    <message>
        <source>Language: English</source>
        <translation>语言：English</translation>
    </message>
    <message>
        <source>Language: 简体中文</source>
        <translation>语言：简体中文</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>正常文字大小</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Help on what has the focus</source>
        <translation>当前焦点的帮助</translation>
    </message>
    <message>
        <source>What LoRA does</source>
        <translation>LoRA 做什么</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Copy the doctor's report</source>
        <translation>复制诊断报告</translation>
    </message>
    <message>
        <source>About LoRA Workbench</source>
        <translation>关于 LoRA Workbench</translation>
    </message>
</context>
<context>
    <name>Amounts</name>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>step {step} of {steps}</source>
        <translation>第 {step} 步，共 {steps} 步</translation>
    </message>
</context>
<context>
    <name>Angles</name>
    <message>
        <source>Principal angles</source>
        <translation>主角</translation>
    </message>
    <message>
        <source>writes ━  reads ┅</source>
        <translation>写出 ━  读入 ┅</translation>
    </message>
    <message>
        <source>{number}: writes {out}°, reads {inside}°</source>
        <translation>{number}：写出 {out}°，读入 {inside}°</translation>
    </message>
</context>
<context>
    <name>Answer</name>
    <message>
        <source>Remove this column</source>
        <translation>移除此列</translation>
    </message>
    <message>
        <source>the base</source>
        <translation>基座</translation>
    </message>
    <message>
        <source>The base's answer comes here.</source>
        <translation>基座的回答显示在这里。</translation>
    </message>
    <message>
        <source>The adapter's answer comes here, beside the base's.</source>
        <translation>适配器的回答显示在这里，与基座并列。</translation>
    </message>
    <message>
        <source>An answer comes here.</source>
        <translation>回答显示在这里。</translation>
    </message>
</context>
<context>
    <name>AnswersView</name>
    <message>
        <source>Answers of which step</source>
        <translation>哪一步的回答</translation>
    </message>
    <message>
        <source>No answers to compare.</source>
        <translation>没有可对比的回答。</translation>
    </message>
    <message>
        <source>Runs that answer sample prompts while they train stand here side by side: Setup, Samples.</source>
        <translation>训练时回答提示词样例的运行在这里并列显示：配置，样例。</translation>
    </message>
    <message>
        <source>Each run's last answers</source>
        <translation>各运行的最后回答</translation>
    </message>
    <message>
        <source>At each run's best step</source>
        <translation>各运行的最佳步</translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>{count} more prompts are in the report</source>
        <translation>报告中还有 {count} 条提示词</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>基座</translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>（无）</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>未询问</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
</context>
<context>
    <name>AutoNumberEdit</name>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>BadRows</name>
    <message>
        <source>{bad} of {rows} rows are left out ({reasons}).</source>
        <translation>{rows} 行中有 {bad} 行被排除（{reasons}）。</translation>
    </message>
    <message>
        <source>{bad} of {rows} rows cannot be used ({reasons}).</source>
        <translation>{rows} 行中有 {bad} 行无法使用（{reasons}）。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Rows that cannot be used</source>
        <translation>无法使用的行</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Why it cannot be used</source>
        <translation>无法使用的原因</translation>
    </message>
    <message>
        <source>{reason}: {detail}</source>
        <translation>{reason}：{detail}</translation>
    </message>
    <message>
        <source>{count}: {reason}</source>
        <translation>{count} 行：{reason}</translation>
    </message>
    <message>
        <source>{count} {phrase}</source>
        <translation>{count} 行{phrase}</translation>
    </message>
    <message>
        <source>is not valid JSON</source>
        <translation>不是有效的 JSON</translation>
    </message>
    <message>
        <source>are not valid JSON</source>
        <translation>不是有效的 JSON</translation>
    </message>
    <message>
        <source>is not an object</source>
        <translation>不是对象</translation>
    </message>
    <message>
        <source>are not objects</source>
        <translation>不是对象</translation>
    </message>
    <message>
        <source>has no answer</source>
        <translation>没有回答</translation>
    </message>
    <message>
        <source>have no answer</source>
        <translation>没有回答</translation>
    </message>
    <message>
        <source>has no question</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>have no question</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>has no messages</source>
        <translation>没有消息</translation>
    </message>
    <message>
        <source>have no messages</source>
        <translation>没有消息</translation>
    </message>
    <message>
        <source>misses a field</source>
        <translation>缺少字段</translation>
    </message>
    <message>
        <source>miss a field</source>
        <translation>缺少字段</translation>
    </message>
    <message>
        <source>has a field of the wrong type</source>
        <translation>有类型不对的字段</translation>
    </message>
    <message>
        <source>have a field of the wrong type</source>
        <translation>有类型不对的字段</translation>
    </message>
    <message>
        <source>has an unknown role</source>
        <translation>有未知的角色</translation>
    </message>
    <message>
        <source>have an unknown role</source>
        <translation>有未知的角色</translation>
    </message>
    <message>
        <source>holds more than text</source>
        <translation>不止文本</translation>
    </message>
    <message>
        <source>hold more than text</source>
        <translation>不止文本</translation>
    </message>
    <message>
        <source>has broken text</source>
        <translation>文本已损坏</translation>
    </message>
    <message>
        <source>have broken text</source>
        <translation>文本已损坏</translation>
    </message>
    <message>
        <source>has no text</source>
        <translation>没有文本</translation>
    </message>
    <message>
        <source>have no text</source>
        <translation>没有文本</translation>
    </message>
    <message>
        <source>has a tool call that cannot be read</source>
        <translation>有无法读取的工具调用</translation>
    </message>
    <message>
        <source>have tool calls that cannot be read</source>
        <translation>有无法读取的工具调用</translation>
    </message>
    <message>
        <source>has another length</source>
        <translation>列数不同</translation>
    </message>
    <message>
        <source>have another length</source>
        <translation>列数不同</translation>
    </message>
    <message>
        <source>has a quote that is never closed</source>
        <translation>有没有闭合的引号</translation>
    </message>
    <message>
        <source>have quotes that are never closed</source>
        <translation>有没有闭合的引号</translation>
    </message>
    <message>
        <source>is not valid CSV</source>
        <translation>不是有效的 CSV</translation>
    </message>
    <message>
        <source>are not valid CSV</source>
        <translation>不是有效的 CSV</translation>
    </message>
    <message>
        <source>is refused by the model's chat template</source>
        <translation>被模型的对话模板拒绝</translation>
    </message>
    <message>
        <source>are refused by the model's chat template</source>
        <translation>被模型的对话模板拒绝</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Bell</name>
    <message>
        <source>Finished after {steps} steps.</source>
        <translation>经过 {steps} 步后完成。</translation>
    </message>
    <message>
        <source>Finished after {steps} steps, held-out loss {loss}.</source>
        <translation>经过 {steps} 步后完成，留出损失 {loss}。</translation>
    </message>
    <message>
        <source>Its process has ended. What was saved can go on.</source>
        <translation>它的进程已结束。已保存的部分可以继续。</translation>
    </message>
</context>
<context>
    <name>Blind</name>
    <message>
        <source>No difference</source>
        <translation>没有差别</translation>
    </message>
    <message>
        <source>The names come after your choice.</source>
        <translation>选择之后才显示名称。</translation>
    </message>
    <message>
        <source>Which answer is better?</source>
        <translation>哪个回答更好？</translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>没有差别</translation>
    </message>
    <message>
        <source>Preferred so far: {counted}</source>
        <translation>目前的偏好：{counted}</translation>
    </message>
    <message>
        <source>{letter} is better</source>
        <translation>{letter} 更好</translation>
    </message>
</context>
<context>
    <name>BrokenFile</name>
    <message>
        <source>Show file</source>
        <translation>显示文件</translation>
    </message>
    <message>
        <source>Some preferences are not possible: their defaults hold.</source>
        <translation>有些偏好设置不可用：使用其默认值。</translation>
    </message>
    <message>
        <source>The preferences could not be read: the defaults hold. The file is kept as {name}.</source>
        <translation>偏好设置无法读取：使用默认值。原文件保留为 {name}。</translation>
    </message>
</context>
<context>
    <name>Budget</name>
    <message>
        <source>budget of {amount} {unit}</source>
        <translation>预算 {amount} {unit}</translation>
    </message>
    <message>
        <source>budget of {amount}</source>
        <translation>预算 {amount}</translation>
    </message>
    <message>
        <source>M parameters</source>
        <translation>百万参数</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>% of the base</source>
        <translation>% 基座</translation>
    </message>
    <message>
        <source>Evenly (one rank)</source>
        <translation>平均（统一的秩）</translation>
    </message>
    <message>
        <source>By width</source>
        <translation>按宽度</translation>
    </message>
    <message>
        <source>More at the top</source>
        <translation>顶部更多</translation>
    </message>
    <message>
        <source>More at the bottom</source>
        <translation>底部更多</translation>
    </message>
    <message>
        <source>By gradient</source>
        <translation>按梯度</translation>
    </message>
</context>
<context>
    <name>BudgetPanel</name>
    <message>
        <source>Budget…</source>
        <translation>预算…</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>Spread ranks over the ticked layers, up to what you allow</source>
        <translation>在允许的范围内，把秩分配给已勾选的层</translation>
    </message>
    <message>
        <source>A budget needs ticked layers to share it</source>
        <translation>预算需要有已勾选的层来分摊</translation>
    </message>
</context>
<context>
    <name>Cards</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>a Hugging Face folder</source>
        <translation>Hugging Face 文件夹</translation>
    </message>
    <message>
        <source>Starter model</source>
        <translation>入门模型</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>no weights</source>
        <translation>没有权重</translation>
    </message>
    <message>
        <source>Training needs its weights.</source>
        <translation>训练需要它的权重。</translation>
    </message>
    <message>
        <source>a file or a folder of rows</source>
        <translation>文件或存放行的文件夹</translation>
    </message>
    <message>
        <source>Starter data</source>
        <translation>入门数据</translation>
    </message>
    <message>
        <source>{bad} of {rows} rows unusable</source>
        <translation>{rows} 行中 {bad} 行不可用</translation>
    </message>
    <message>
        <source>{rows} rows · {held} held out</source>
        <translation>{rows} 行 · 留出 {held}</translation>
    </message>
    <message>
        <source>{count} rows are left out</source>
        <translation>排除了 {count} 行</translation>
    </message>
    <message>
        <source>{count} rows are cut at {length} tokens</source>
        <translation>有 {count} 行在 {length} 个 token 处截断</translation>
    </message>
    <message>
        <source>after the model</source>
        <translation>在选择模型之后</translation>
    </message>
    <message>
        <source>belongs to another model</source>
        <translation>属于另一个模型</translation>
    </message>
    <message>
        <source>Rank above min(in, out) in {count} modules: more parameters, nothing gained</source>
        <translation>有 {count} 个模块的秩超过 min(in, out)：参数更多，却没有收益</translation>
    </message>
    <message>
        <source>{count} steps</source>
        <translation>{count} 步</translation>
    </message>
    <message>
        <source>rate {rate}</source>
        <translation>学习率 {rate}</translation>
    </message>
    <message>
        <source>{count} epochs</source>
        <translation>{count} 轮</translation>
    </message>
    <message>
        <source>Length: auto</source>
        <translation>长度：自动</translation>
    </message>
    <message>
        <source>1 epoch</source>
        <translation>1 轮</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>CellKey</name>
    <message>
        <source>not ticked</source>
        <translation>未勾选</translation>
    </message>
    <message>
        <source>no such layer</source>
        <translation>没有这样的层</translation>
    </message>
    <message>
        <source>trained whole</source>
        <translation>整体训练</translation>
    </message>
</context>
<context>
    <name>CellRank</name>
    <message>
        <source>Rank of the selected layers</source>
        <translation>所选层的秩</translation>
    </message>
</context>
<context>
    <name>ChangePanel</name>
    <message>
        <source>Resize</source>
        <translation>调整秩</translation>
    </message>
    <message>
        <source>Prune</source>
        <translation>剪除</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Choose where…</source>
        <translation>选择位置…</translation>
    </message>
    <message>
        <source>Write the new adapter</source>
        <translation>写出新的适配器</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Module {done} of {total}…</source>
        <translation>第 {done} 个模块，共 {total} 个…</translation>
    </message>
    <message>
        <source>Where the new adapter's folder goes</source>
        <translation>新适配器的文件夹放在哪里</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>新文件夹</translation>
    </message>
    <message>
        <source>To</source>
        <translation>保存到</translation>
    </message>
    <message>
        <source>The source is never changed.</source>
        <translation>来源从不改动。</translation>
    </message>
</context>
<context>
    <name>ChangesLine</name>
    <message>
        <source>Review</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>What differs from the preset</source>
        <translation>与预设不同之处</translation>
    </message>
    <message>
        <source>As {title} has it.</source>
        <translation>与 {title} 一致。</translation>
    </message>
    <message>
        <source>1 changed from {title}</source>
        <translation>与 {title} 相比更改了 1 项</translation>
    </message>
    <message>
        <source>{count} changed from {title}</source>
        <translation>与 {title} 相比更改了 {count} 项</translation>
    </message>
</context>
<context>
    <name>ChatView</name>
    <message>
        <source>Save prompt</source>
        <translation>保存提示词</translation>
    </message>
    <message>
        <source>Adds the message to the prompt set “My prompts”</source>
        <translation>把这条消息加入提示词集“我的提示词”</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Write a message first.</source>
        <translation>请先写一条消息。</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message>
        <source>Reading model</source>
        <translation>读取模型</translation>
    </message>
    <message>
        <source>Tokenising</source>
        <translation>分词</translation>
    </message>
    <message>
        <source>Loading weights</source>
        <translation>加载权重</translation>
    </message>
    <message>
        <source>Attaching</source>
        <translation>挂接</translation>
    </message>
    <message>
        <source>First step</source>
        <translation>第一步</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
</context>
<context>
    <name>CheckpointList</name>
    <message>
        <source>Checkpoints</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>None was saved.</source>
        <translation>没有保存过。</translation>
    </message>
    <message>
        <source>The first one comes soon.</source>
        <translation>第一个很快就会出现。</translation>
    </message>
</context>
<context>
    <name>CheckpointPicker</name>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>The checkpoint that Inspect, Try and Export are about; ★ is the best one</source>
        <translation>剖析、试用和导出所用的检查点；★ 为最佳</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Take {name} away</source>
        <translation>移除 {name}</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Close the window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>What was edited last is not saved: {names}.</source>
        <translation>最近的编辑没有保存：{names}。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>不保存并关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{name} is at {progress}.</source>
        <translation>{name} 已进行到 {progress}。</translation>
    </message>
    <message>
        <source>It trains in this window's process, so it ends with the window.</source>
        <translation>它在这个窗口的进程中训练，因此会随窗口一起结束。</translation>
    </message>
    <message>
        <source>Keep training in the background</source>
        <translation>在后台继续训练</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>Discard the run</source>
        <translation>丢弃运行</translation>
    </message>
    <message>
        <source>Discard {name}?</source>
        <translation>丢弃 {name}？</translation>
    </message>
    <message>
        <source>{steps} steps and the saved adapter go to the trash.</source>
        <translation>{steps} 步和已保存的适配器将移到回收站。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Discard run</source>
        <translation>丢弃运行</translation>
    </message>
    <message>
        <source>{share}, about {time} left</source>
        <translation>{share}，约剩 {time}</translation>
    </message>
</context>
<context>
    <name>ColourBar</name>
    <message>
        <source>Colours: {low} to {high}</source>
        <translation>颜色：从 {low} 到 {high}</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Type what to do</source>
        <translation>输入要做的事</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
</context>
<context>
    <name>CompareChart</name>
    <message>
        <source>smoothed {factor}</source>
        <translation>平滑 {factor}</translation>
    </message>
    <message>
        <source>last values</source>
        <translation>最后的值</translation>
    </message>
</context>
<context>
    <name>CompareColumn</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>新建运行</translation>
    </message>
    <message>
        <source>Colours repeat from the {count}th run on.</source>
        <translation>从第 {count} 个运行起颜色会重复。</translation>
    </message>
    <message>
        <source>resumed at step {step}</source>
        <translation>在第 {step} 步恢复</translation>
    </message>
    <message>
        <source>A draft with the settings of {name}.</source>
        <translation>采用 {name} 的设置的草稿。</translation>
    </message>
    <message>
        <source>Choose a run in the list.</source>
        <translation>请在列表中选择一次运行。</translation>
    </message>
    <message>
        <source>Lineage ▾</source>
        <translation>来历 ▾</translation>
    </message>
    <message>
        <source>Lineage ▸</source>
        <translation>来历 ▸</translation>
    </message>
    <message>
        <source>RUNS</source>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样例</translation>
    </message>
    <message>
        <source>Adapters</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>Nothing to compare.</source>
        <translation>没有可对比的内容。</translation>
    </message>
    <message>
        <source>Select two runs or more in the list: Ctrl and a click adds one, Shift takes all between.</source>
        <translation>请在列表中选择两次或更多运行：按住 Ctrl 单击可添加一个，按住 Shift 可选中其间全部。</translation>
    </message>
    <message>
        <source>{count} runs compared</source>
        <translation>已对比 {count} 次运行</translation>
    </message>
    <message>
        <source>Drafts have not run yet and are left out ({count}).</source>
        <translation>草稿尚未运行，已略去（{count}）。</translation>
    </message>
    <message>
        <source>Adapters from elsewhere are compared under Adapters only ({count}).</source>
        <translation>外来的适配器只在“适配器”中对比（{count}）。</translation>
    </message>
    <message>
        <source>reading {done} of {total}…</source>
        <translation>正在读取 {done} / {total}…</translation>
    </message>
    <message>
        <source>Copied the table.</source>
        <translation>已复制表格。</translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>Another adapter's folder…</source>
        <translation>另一个适配器的文件夹…</translation>
    </message>
    <message>
        <source>Stop comparing</source>
        <translation>停止比较</translation>
    </message>
    <message>
        <source>Comparing with {name}…</source>
        <translation>正在与 {name} 比较…</translation>
    </message>
    <message>
        <source>Compared with {name}: what it changes more, less or elsewhere.</source>
        <translation>与 {name} 比较：哪里改得更多、更少或不同。</translation>
    </message>
    <message>
        <source>Choose an adapter, a checkpoint or a run</source>
        <translation>选择适配器、检查点或运行</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>{rows}×{columns} in the adapter, {out}×{inside} there</source>
        <translation>适配器中为 {rows}×{columns}，那里为 {out}×{inside}</translation>
    </message>
    <message>
        <source>{count} of {total} modules cannot be compared with this base, first {path}: {reason}.</source>
        <translation>{total} 个模块中有 {count} 个无法与这个基座比较，第一个是 {path}：{reason}。</translation>
    </message>
    <message>
        <source>experts are not compared with the base</source>
        <translation>专家层不与基座比较</translation>
    </message>
    <message>
        <source>it does not exist there</source>
        <translation>那里没有它</translation>
    </message>
    <message>
        <source>{folder} has no weights, only a config.</source>
        <translation>{folder} 没有权重，只有配置。</translation>
    </message>
    <message>
        <source>Choose a folder that holds the model's safetensors files.</source>
        <translation>请选择含有模型 safetensors 文件的文件夹。</translation>
    </message>
    <message>
        <source>{path} is {one} in {first} and {two} in {other}.</source>
        <translation>{path} 在 {first} 中为 {one}，在 {other} 中为 {two}。</translation>
    </message>
    <message>
        <source>Compare adapters of the same base.</source>
        <translation>请比较同一基座的适配器。</translation>
    </message>
    <message>
        <source>{first} in a, {second} in b</source>
        <translation>a 中为 {first}，b 中为 {second}</translation>
    </message>
    <message>
        <source>{count} modules cannot be compared, first {path}: {reason}.</source>
        <translation>有 {count} 个模块无法比较，第一个是 {path}：{reason}。</translation>
    </message>
    <message>
        <source>They name different bases: {a} and {b}.</source>
        <translation>它们标明的基座不同：{a} 和 {b}。</translation>
    </message>
    <message>
        <source>some of its numbers are NaN or infinite</source>
        <translation>其中有 NaN 或无穷大的数</translation>
    </message>
    <message>
        <source>transformers rebuilds {name} when it loads this model, and the adapter changes {parameter}, the result: such a change cannot be written back into the file.</source>
        <translation>transformers 加载这个模型时会重建 {name}，而适配器改动的是重建后的 {parameter}：这样的改动无法写回文件。</translation>
    </message>
    <message>
        <source>Export the adapter itself (peft), and load it on the base.</source>
        <translation>请导出适配器本身（peft），再加载到基座上。</translation>
    </message>
    <message>
        <source>The adapter holds values that are not finite for {name}; nothing was written.</source>
        <translation>适配器在 {name} 上含有非有限值，没有写入任何内容。</translation>
    </message>
    <message>
        <source>`workbench inspect` shows which modules are broken; choose an earlier checkpoint.</source>
        <translation>`workbench inspect` 会列出损坏的模块；请选择更早的检查点。</translation>
    </message>
    <message>
        <source>it was made with {method}, not with LoRA</source>
        <translation>它是用 {method} 训练的，不是 LoRA</translation>
    </message>
    <message>
        <source>{path}: B has a bias of its own</source>
        <translation>{path}：B 自带偏置</translation>
    </message>
    <message>
        <source>nobody knows its tensor {name}</source>
        <translation>没有任何方法认得它的张量 {name}</translation>
    </message>
    <message>
        <source>This adapter cannot be merged into its base: {reasons}.</source>
        <translation>这个适配器无法合并进基座：{reasons}。</translation>
    </message>
    <message>
        <source>Export the adapter itself (peft): the programs that know its method read it as it is.</source>
        <translation>请导出适配器本身（peft）：支持该方法的程序可以直接读取。</translation>
    </message>
    <message>
        <source>{out}×{inner} in the adapter, {other} in this base</source>
        <translation>适配器中为 {out}×{inner}，这个基座中为 {other}</translation>
    </message>
    <message>
        <source>{sides} in the adapter, {other} in this base</source>
        <translation>适配器中为 {sides}，这个基座中为 {other}</translation>
    </message>
    <message>
        <source>The adapter belongs to another base: {count} of its {total} modules do not fit.
{list}</source>
        <translation>这个适配器属于另一个基座：{total} 个模块中有 {count} 个对不上。
{list}</translation>
    </message>
    <message>
        <source>Choose the base it was trained on{base} (--base in the terminal).</source>
        <translation>请选择训练时所用的基座{base}（终端中用 --base）。</translation>
    </message>
    <message>
        <source>an aLoRA works only after its invocation tokens</source>
        <translation>aLoRA 只在其触发 token 之后生效</translation>
    </message>
    <message>
        <source>layer_replication uses blocks twice</source>
        <translation>layer_replication 会重复使用块</translation>
    </message>
    <message>
        <source>trainable_token_indices changes single rows of the embedding</source>
        <translation>trainable_token_indices 只改动嵌入的个别行</translation>
    </message>
    <message>
        <source>Arrow chooses between adapters while it runs</source>
        <translation>Arrow 在运行时于多个适配器间选择</translation>
    </message>
    <message>
        <source>QA-LoRA pools its inputs</source>
        <translation>QA-LoRA 会对输入做池化</translation>
    </message>
    <message>
        <source>block-diagonal LoRA has blocks</source>
        <translation>分块对角 LoRA 含有分块</translation>
    </message>
    <message>
        <source>VeLoRA keeps its inputs compressed</source>
        <translation>VeLoRA 以压缩形式保留输入</translation>
    </message>
    <message>
        <source>MonteCLoRA draws its weights at random</source>
        <translation>MonteCLoRA 的权重是随机抽取的</translation>
    </message>
    <message>
        <source>KaSA has singular values of its own</source>
        <translation>KaSA 有自己的奇异值</translation>
    </message>
    <message>
        <source>does not exist in this base</source>
        <translation>在这个基座中不存在</translation>
    </message>
    <message>
        <source>{count} tensors are missing</source>
        <translation>缺少 {count} 个张量</translation>
    </message>
    <message>
        <source>{name} holds values that are not finite</source>
        <translation>{name} 含有非有限值</translation>
    </message>
    <message>
        <source>its change of {name} is not the adapter's (it differs by {apart})</source>
        <translation>它对 {name} 的改动与适配器的不同（相差 {apart}）</translation>
    </message>
    <message>
        <source>What was written cannot be used: {reason}. It was removed again.</source>
        <translation>写出的内容无法使用：{reason}。已将其删除。</translation>
    </message>
    <message>
        <source>Try float32, or an earlier checkpoint; `workbench inspect` shows what the adapter holds.</source>
        <translation>请尝试 float32，或更早的检查点；`workbench inspect` 会显示适配器的内容。</translation>
    </message>
    <message>
        <source>its logits are not finite</source>
        <translation>它的 logits 不是有限值</translation>
    </message>
    <message>
        <source>Loading it again</source>
        <translation>正在重新加载</translation>
    </message>
    <message>
        <source>Hashing</source>
        <translation>正在计算哈希</translation>
    </message>
    <message>
        <source>{needed} bytes ({needed_size}) are needed in {place}, and {free} ({free_size}) are free.</source>
        <translation>{place} 需要 {needed} 字节（{needed_size}），只剩 {free} 字节（{free_size}）。</translation>
    </message>
    <message>
        <source>Choose another disk or a smaller number format, or make room: {missing} are missing.</source>
        <translation>请换一个磁盘或更小的数值格式，或腾出空间：还差 {missing}。</translation>
    </message>
    <message>
        <source>Writing the adapter</source>
        <translation>正在写入适配器</translation>
    </message>
    <message>
        <source>mlx-lm does not read models of type “{model_type}”.</source>
        <translation>mlx-lm 不支持类型为 “{model_type}” 的模型。</translation>
    </message>
    <message>
        <source>Export the merged model (merged) and run it with transformers or vLLM.</source>
        <translation>请导出合并后的模型（merged），用 transformers 或 vLLM 运行。</translation>
    </message>
    <message>
        <source>Quantising</source>
        <translation>正在量化</translation>
    </message>
    <message>
        <source>Q4_K_M is made by llama.cpp's program {program}, which is not on the PATH.</source>
        <translation>Q4_K_M 由 llama.cpp 的程序 {program} 生成，但它不在 PATH 中。</translation>
    </message>
    <message>
        <source>Get llama.cpp (brew install llama.cpp, winget install llama.cpp, or its releases), or choose q8_0, which needs nothing else.</source>
        <translation>请安装 llama.cpp（brew install llama.cpp、winget install llama.cpp，或其发布页），或选择无需其他程序的 q8_0。</translation>
    </message>
    <message>
        <source>{program} did not make the file: {reason}</source>
        <translation>{program} 没有生成文件：{reason}</translation>
    </message>
    <message>
        <source>Choose q8_0, or try the program by itself.</source>
        <translation>请选择 q8_0，或单独运行该程序试试。</translation>
    </message>
    <message>
        <source>it ended with code {code}</source>
        <translation>它以代码 {code} 退出</translation>
    </message>
    <message>
        <source>All modules have one rank: smaller ones are padded with zeros, other scales are in B.</source>
        <translation>所有模块的秩已统一：较小的用零补齐，其余缩放并入 B。</translation>
    </message>
    <message>
        <source>Head and embedding shared one weight; the adapter changes one of them, so both are written.</source>
        <translation>输出头与嵌入原本共用一份权重；适配器只改动其中一个，因此两者都写出。</translation>
    </message>
    <message>
        <source>Scales differ between modules: they are folded into B.</source>
        <translation>各模块的缩放不同：已并入 B。</translation>
    </message>
    <message>
        <source>it adapts experts ({path})</source>
        <translation>它适配了专家层（{path}）</translation>
    </message>
    <message>
        <source>This adapter cannot be a llama.cpp adapter: {reason}.</source>
        <translation>这个适配器无法成为 llama.cpp 适配器：{reason}。</translation>
    </message>
    <message>
        <source>Export the merged model instead (gguf): it holds every change.</source>
        <translation>请改为导出合并后的模型（gguf）：它包含全部改动。</translation>
    </message>
    <message>
        <source>Writing GGUF</source>
        <translation>正在写入 GGUF</translation>
    </message>
    <message>
        <source>DoRA changes the lengths of the weights, which is no B·A</source>
        <translation>DoRA 会改变权重的长度，这不是 B·A</translation>
    </message>
    <message>
        <source>it holds a module trained whole ({path}), and the format holds A and B alone</source>
        <translation>它含有整体训练的模块（{path}），而该格式只能存放 A 和 B</translation>
    </message>
    <message>
        <source>it adapts the head, which this base shares with its embedding: GGUF has no tensor for it</source>
        <translation>它适配了输出头，而这个基座的输出头与嵌入共用权重：GGUF 没有对应的张量</translation>
    </message>
    <message>
        <source>it has no A and B</source>
        <translation>它没有 A 和 B</translation>
    </message>
    <message>
        <source>it holds a bias ({path}), and the format holds A and B alone</source>
        <translation>它含有偏置（{path}），而该格式只能存放 A 和 B</translation>
    </message>
    <message>
        <source>llama.cpp's Gemma 2 shares head and embedding, and this adapter changes one of them alone.</source>
        <translation>llama.cpp 的 Gemma 2 共用输出头与嵌入，而这个适配器只改动其中一个。</translation>
    </message>
    <message>
        <source>Export the merged model (merged), or train without the head and the embedding.</source>
        <translation>请导出合并后的模型（merged），或在训练时不含输出头与嵌入。</translation>
    </message>
    <message>
        <source>llama.cpp has no place for {name} in a model of type {model_type}.</source>
        <translation>在 {model_type} 类型的模型中，llama.cpp 没有 {name} 的位置。</translation>
    </message>
    <message>
        <source>This model looks back over {window} tokens at most; llama.cpp looks over all of them: in longer texts its answers differ.</source>
        <translation>这个模型最多回看 {window} 个 token，而 llama.cpp 会回看全部：在更长的文本中，它的回答会不同。</translation>
    </message>
    <message>
        <source>Up to {tokens} tokens, run it with a context (-c) of at most that many: llama.cpp chooses the factors of long texts by the context that is asked for, this model by the text's own.</source>
        <translation>不超过 {tokens} 个 token 时，请把上下文（-c）设为最多这么多：llama.cpp 按所请求的上下文选择长文本系数，而这个模型按文本自身的长度选择。</translation>
    </message>
    <message>
        <source>Models of type “{model_type}” are not written as GGUF here; {known} are.</source>
        <translation>类型为 “{model_type}” 的模型无法在这里写成 GGUF；支持的有 {known}。</translation>
    </message>
    <message>
        <source>Export the merged model (merged) and convert it with llama.cpp's convert_hf_to_gguf.py.</source>
        <translation>请导出合并后的模型（merged），再用 llama.cpp 的 convert_hf_to_gguf.py 转换。</translation>
    </message>
    <message>
        <source>its activation is {activation}, not {known}</source>
        <translation>它的激活函数是 {activation}，而不是 {known}</translation>
    </message>
    <message>
        <source>its positions are scaled by {kind}</source>
        <translation>它的位置编码按 {kind} 缩放</translation>
    </message>
    <message>
        <source>llama.cpp would compute something else than this model: {reason}.</source>
        <translation>llama.cpp 的计算结果会与这个模型不同：{reason}。</translation>
    </message>
    <message>
        <source>Llama, Mistral, Qwen2, Qwen3, Gemma 2, Gemma 3 (text), Phi-3 and GPT-2</source>
        <translation>Llama、Mistral、Qwen2、Qwen3、Gemma 2、Gemma 3（文本）、Phi-3 和 GPT-2</translation>
    </message>
    <message>
        <source>its attention is scaled by the block's number</source>
        <translation>它的注意力按块的序号缩放</translation>
    </message>
    <message>
        <source>only a part of each head is rotated</source>
        <translation>每个头只有一部分做旋转</translation>
    </message>
    <message>
        <source>its attention is scaled in its own way</source>
        <translation>它的注意力有自己的缩放方式</translation>
    </message>
    <message>
        <source>it is a {kind} tokenizer</source>
        <translation>它是 {kind} 分词器</translation>
    </message>
    <message>
        <source>llama.cpp has no name for how it cuts text ({what})</source>
        <translation>llama.cpp 没有与其切分方式对应的名称（{what}）</translation>
    </message>
    <message>
        <source>The tokenizer in {folder} has grown: {tokens} tokens, and the model has rows for {rows}. The last {extra} would read past its end.</source>
        <translation>{folder} 中的分词器变大了：有 {tokens} 个 token，而模型只有 {rows} 行。最后 {extra} 个会读到末尾之外。</translation>
    </message>
    <message>
        <source>Use the base's own tokenizer, or make a base with model.resize_token_embeddings({tokens}) and give it with --base.</source>
        <translation>请使用基座自己的分词器，或用 model.resize_token_embeddings({tokens}) 制作基座，再用 --base 指定。</translation>
    </message>
    <message>
        <source>The tokenizer in {folder} cannot be written for llama.cpp: {reason}.</source>
        <translation>{folder} 中的分词器无法写成 llama.cpp 格式：{reason}。</translation>
    </message>
    <message>
        <source>Merging weights</source>
        <translation>正在合并权重</translation>
    </message>
    <message>
        <source>{message} {hint}</source>
        <translation>{message}{hint}</translation>
    </message>
    <message>
        <source>{servers} read one rank and one α: choose one rank for them.</source>
        <translation>{servers} 只读取一个秩和一个 α：请为它们选择统一的秩。</translation>
    </message>
    <message>
        <source>LM Studio</source>
        <translation>LM Studio</translation>
    </message>
    <message>
        <source>{servers} read plain A and B only, and this adapter was made with {method}.</source>
        <translation>{servers} 只读取普通的 A 和 B，而这个适配器是用 {method} 训练的。</translation>
    </message>
    <message>
        <source>{servers} read plain A and B only, and this adapter has modules trained whole.</source>
        <translation>{servers} 只读取普通的 A 和 B，而这个适配器含有整体训练的模块。</translation>
    </message>
    <message>
        <source>This template does more than put marks around words: Ollama takes it from the GGUF itself.</source>
        <translation>这个模板不只是在文字前后加标记：Ollama 会直接从 GGUF 中读取它。</translation>
    </message>
    <message>
        <source>Nothing says which base this adapter belongs to: adapter_config.json has no base_model_name_or_path.</source>
        <translation>无法得知这个适配器属于哪个基座：adapter_config.json 中没有 base_model_name_or_path。</translation>
    </message>
    <message>
        <source>Give the base's folder (--base in the terminal).</source>
        <translation>请指定基座的文件夹（终端中用 --base）。</translation>
    </message>
    <message>
        <source>The base model {name} (revision {revision}) is not on this machine. Looked in {looked}.</source>
        <translation>基座模型 {name}（版本 {revision}）不在这台机器上。已查找：{looked}。</translation>
    </message>
    <message>
        <source>Give its folder (--base in the terminal), or fetch it: hf download {name} --revision {revision}</source>
        <translation>请指定它的文件夹（终端中用 --base），或下载：hf download {name} --revision {revision}</translation>
    </message>
    <message>
        <source>{path} holds experts: the programs that read one rank do not read those.</source>
        <translation>{path} 含有专家层：只读取一个秩的程序无法读取它们。</translation>
    </message>
    <message>
        <source>Export with the ranks as trained, or the merged model.</source>
        <translation>请按训练时的秩导出，或导出合并后的模型。</translation>
    </message>
    <message>
        <source>The adapter holds values that are not finite, first in {name}; nothing was written.</source>
        <translation>适配器含有非有限值，首先出现在 {name}；没有写入任何内容。</translation>
    </message>
    <message>
        <source>`workbench inspect` names the broken modules; choose an earlier checkpoint.</source>
        <translation>`workbench inspect` 会列出损坏的模块；请选择更早的检查点。</translation>
    </message>
    <message>
        <source>Tokenising</source>
        <translation>分词</translation>
    </message>
    <message>
        <source>{path} has changed since the run: the script would train on other rows.</source>
        <translation>{path} 在那次运行之后改变了：脚本会用别的行训练。</translation>
    </message>
    <message>
        <source>Put the former file back; its SHA-256 is {sha256}.</source>
        <translation>请放回原来的文件；其 SHA-256 为 {sha256}。</translation>
    </message>
    <message>
        <source>A script repeats a run, and nothing says how this adapter was made.</source>
        <translation>脚本用于重现一次运行，但无法得知这个适配器是怎样训练的。</translation>
    </message>
    <message>
        <source>Choose a run of the workbench.</source>
        <translation>请选择本程序的一次运行。</translation>
    </message>
    <message>
        <source>A script would not repeat this run: it does not know {names}.</source>
        <translation>脚本无法重现这次运行：它不支持 {names}。</translation>
    </message>
    <message>
        <source>Repeat it with `workbench train {folder}/run.yaml`.</source>
        <translation>请用 `workbench train {folder}/run.yaml` 重现。</translation>
    </message>
    <message>
        <source>{folder} has no weights: there is no model.safetensors.</source>
        <translation>{folder} 没有权重：缺少 model.safetensors。</translation>
    </message>
    <message>
        <source>Choose the folder that holds the base's safetensors files (--base in the terminal).</source>
        <translation>请选择含有基座 safetensors 文件的文件夹（终端中用 --base）。</translation>
    </message>
    <message>
        <source>{file} keeps {name} as {dtype}, which cannot be exported.</source>
        <translation>{file} 以 {dtype} 保存 {name}，无法导出。</translation>
    </message>
    <message>
        <source>Choose the same model in bfloat16, float16 or float32.</source>
        <translation>请选择同一模型的 bfloat16、float16 或 float32 版本。</translation>
    </message>
    <message>
        <source>{file} ends before the tensor {name} does.</source>
        <translation>{file} 在张量 {name} 结束之前就中断了。</translation>
    </message>
    <message>
        <source>The download may be incomplete: fetch the file again.</source>
        <translation>可能没有下载完整：请重新下载该文件。</translation>
    </message>
    <message>
        <source>The rank must be at least 1, and the share to keep above 0 and at most 1.</source>
        <translation>秩至少为 1，保留的比例须大于 0 且不超过 1。</translation>
    </message>
    <message>
        <source>For example: --rank 32 --energy 0.95</source>
        <translation>例如：--rank 32 --energy 0.95</translation>
    </message>
    <message>
        <source>No linear layer of {tuned} differs from {base}.</source>
        <translation>{tuned} 的线性层与 {base} 没有任何差别。</translation>
    </message>
    <message>
        <source>Give the fine-tuned model first, then the base it was trained from.</source>
        <translation>请先给出微调后的模型，再给出它的基座。</translation>
    </message>
    <message>
        <source>The two models do not fit each other: {path} {reason}.</source>
        <translation>两个模型对不上：{path} {reason}。</translation>
    </message>
    <message>
        <source>Choose the model that this one was fine-tuned from.</source>
        <translation>请选择微调时所用的原模型。</translation>
    </message>
    <message>
        <source>is {new} and {old}</source>
        <translation>分别为 {new} 和 {old}</translation>
    </message>
    <message>
        <source>is not in both</source>
        <translation>并非两者都有</translation>
    </message>
    <message>
        <source>There is no way of merging called “{method}”.</source>
        <translation>没有名为 “{method}” 的合并方法。</translation>
    </message>
    <message>
        <source>There are {methods}.</source>
        <translation>可用的有 {methods}。</translation>
    </message>
    <message>
        <source>Every weight must be a finite number.</source>
        <translation>每个权重都必须是有限的数。</translation>
    </message>
    <message>
        <source>1 takes an adapter as it is.</source>
        <translation>1 表示按原样采用适配器。</translation>
    </message>
    <message>
        <source>The density must lie between 0 and 1, not {density}.</source>
        <translation>密度须在 0 和 1 之间，不能是 {density}。</translation>
    </message>
    <message>
        <source>0.5 keeps half of the numbers.</source>
        <translation>0.5 保留一半的数。</translation>
    </message>
    <message>
        <source>A rank must be at least 1.</source>
        <translation>秩至少为 1。</translation>
    </message>
    <message>
        <source>Leave it out for the highest of all.</source>
        <translation>留空则取其中最高的秩。</translation>
    </message>
    <message>
        <source>{path} holds experts with different ranks; only cat and svd merge those.</source>
        <translation>{path} 的各专家秩不同；只有 cat 和 svd 能合并它们。</translation>
    </message>
    <message>
        <source>Use svd.</source>
        <translation>请使用 svd。</translation>
    </message>
    <message>
        <source>Merging takes two adapters or more.</source>
        <translation>合并需要两个或更多适配器。</translation>
    </message>
    <message>
        <source>To change one, scale or resize it.</source>
        <translation>要改动单个适配器，请缩放它或调整它的秩。</translation>
    </message>
    <message>
        <source>There are {adapters} adapters, but {weights} weights.</source>
        <translation>有 {adapters} 个适配器，却给了 {weights} 个权重。</translation>
    </message>
    <message>
        <source>Give one weight for each adapter.</source>
        <translation>请为每个适配器给出一个权重。</translation>
    </message>
    <message>
        <source>{path} of {source} cannot be used: {problem}.</source>
        <translation>{source} 的 {path} 无法使用：{problem}。</translation>
    </message>
    <message>
        <source>`workbench inspect` lists what is wrong with it.</source>
        <translation>`workbench inspect` 会列出它的问题。</translation>
    </message>
    <message>
        <source>{path} is {one} in {first} and {two} in {other}: these adapters are of different bases.</source>
        <translation>{path} 在 {first} 中为 {one}，在 {other} 中为 {two}：这些适配器属于不同的基座。</translation>
    </message>
    <message>
        <source>Merge adapters that were trained on the same model.</source>
        <translation>请合并在同一模型上训练的适配器。</translation>
    </message>
    <message>
        <source>it was made with {method}</source>
        <translation>它是用 {method} 训练的</translation>
    </message>
    <message>
        <source>it also trains {path} whole</source>
        <translation>它还整体训练了 {path}</translation>
    </message>
    <message>
        <source>{source} cannot be merged with others: {reason}.</source>
        <translation>{source} 无法与其他适配器合并：{reason}。</translation>
    </message>
    <message>
        <source>Plain LoRA (and rsLoRA) adapters can.</source>
        <translation>普通 LoRA（以及 rsLoRA）适配器可以。</translation>
    </message>
    <message>
        <source>its B have biases</source>
        <translation>它的 B 带有偏置</translation>
    </message>
    <message>
        <source>{path} has no expert {expert}.</source>
        <translation>{path} 没有第 {expert} 号专家。</translation>
    </message>
    <message>
        <source>It has {count}; the first is 0.</source>
        <translation>共有 {count} 个；编号从 0 开始。</translation>
    </message>
    <message>
        <source>{name} is missing</source>
        <translation>缺少 {name}</translation>
    </message>
    <message>
        <source>A and B are missing</source>
        <translation>缺少 A 和 B</translation>
    </message>
    <message>
        <source>{name} is missing or does not fit</source>
        <translation>{name} 缺失或对不上</translation>
    </message>
    <message>
        <source>measured for {wide} inputs, the most of any adapted module: the file does not say how many it has</source>
        <translation>按 {wide} 个输入测量，即所有被适配模块中的最大值：文件没有说明它有多少个</translation>
    </message>
    <message>
        <source>IA3 multiplies W, so ΔW needs the base</source>
        <translation>IA3 与 W 相乘，因此计算 ΔW 需要基座</translation>
    </message>
    <message>
        <source>OFT turns W, so ΔW needs the base</source>
        <translation>OFT 旋转 W，因此计算 ΔW 需要基座</translation>
    </message>
    <message>
        <source>a single number</source>
        <translation>单个数</translation>
    </message>
    <message>
        <source>it is a convolution in three factors</source>
        <translation>它是三因子卷积</translation>
    </message>
    <message>
        <source>the shapes of its factors do not fit</source>
        <translation>它的各因子形状对不上</translation>
    </message>
    <message>
        <source>λ_b or λ_d is missing</source>
        <translation>缺少 λ_b 或 λ_d</translation>
    </message>
    <message>
        <source>VeRA's shared A and B are not in the file</source>
        <translation>文件中没有 VeRA 共享的 A 和 B</translation>
    </message>
    <message>
        <source>VeRA's shared A and B do not fit</source>
        <translation>VeRA 共享的 A 和 B 对不上</translation>
    </message>
    <message>
        <source>The adapter has no module {path}.</source>
        <translation>适配器没有模块 {path}。</translation>
    </message>
    <message>
        <source>`workbench inspect` lists its modules.</source>
        <translation>`workbench inspect` 会列出它的模块。</translation>
    </message>
    <message>
        <source>{path}: {problem}.</source>
        <translation>{path}：{problem}。</translation>
    </message>
    <message>
        <source>Its other measures are shown by `workbench inspect`.</source>
        <translation>`workbench inspect` 会显示它的其他度量。</translation>
    </message>
    <message>
        <source>{file} holds no tensors.</source>
        <translation>{file} 不含任何张量。</translation>
    </message>
    <message>
        <source>The adapter was never saved whole: save it again, or choose another checkpoint.</source>
        <translation>适配器没有完整保存过：请重新保存，或选择另一个检查点。</translation>
    </message>
    <message>
        <source>This adapter was made with {method}, which is not read here.</source>
        <translation>这个适配器是用 {method} 训练的，这里不支持读取。</translation>
    </message>
    <message>
        <source>LoRA (rsLoRA, DoRA), LoHa, LoKr, IA3, VeRA and OFT are; try peft.convert_to_lora.</source>
        <translation>支持 LoRA（rsLoRA、DoRA）、LoHa、LoKr、IA3、VeRA 和 OFT；可尝试 peft.convert_to_lora。</translation>
    </message>
    <message>
        <source>adapter_config.json says rank {rank}, the file has {found}</source>
        <translation>adapter_config.json 写的秩是 {rank}，文件中是 {found}</translation>
    </message>
    <message>
        <source>{count} modules cannot be used, first {path}: {problem}.</source>
        <translation>有 {count} 个模块无法使用，第一个是 {path}：{problem}。</translation>
    </message>
    <message>
        <source>adapter_config.json has settings that peft 0.21 does not know, and they are ignored: {names}.</source>
        <translation>adapter_config.json 含有 peft 0.21 不认识的设置，已忽略：{names}。</translation>
    </message>
    <message>
        <source>{count} tensors are not understood, first {name}.</source>
        <translation>有 {count} 个张量无法理解，第一个是 {name}。</translation>
    </message>
    <message>
        <source>Nothing says the scaling (no adapter_config.json, no alpha): it is taken as 1.</source>
        <translation>没有任何地方说明缩放（没有 adapter_config.json，也没有 alpha）：按 1 处理。</translation>
    </message>
    <message>
        <source>{file} holds no adapter: none of its tensors has a name that LoRA or another method gives.</source>
        <translation>{file} 不是适配器：其中没有一个张量的名称来自 LoRA 或其他方法。</translation>
    </message>
    <message>
        <source>A whole fine-tuned model is compared with its base by `workbench adapter extract`.</source>
        <translation>要把整个微调模型与基座比较，请用 `workbench adapter extract`。</translation>
    </message>
    <message>
        <source>its alpha is no number that can be used</source>
        <translation>它的 alpha 不是可用的数</translation>
    </message>
    <message>
        <source>There is nothing at {path}.</source>
        <translation>{path} 处什么也没有。</translation>
    </message>
    <message>
        <source>Give a run, a checkpoint, a peft adapter folder or a .safetensors file.</source>
        <translation>请给出一次运行、一个检查点、一个 peft 适配器文件夹或一个 .safetensors 文件。</translation>
    </message>
    <message>
        <source>The run {path} has saved no adapter yet.</source>
        <translation>运行 {path} 还没有保存过适配器。</translation>
    </message>
    <message>
        <source>The first one is saved at the first evaluation, or when the run stops.</source>
        <translation>第一次保存发生在首次评估时，或运行停止时。</translation>
    </message>
    <message>
        <source>{path} holds no adapter: it has no adapter_config.json{more}.</source>
        <translation>{path} 中没有适配器：缺少 adapter_config.json{more}。</translation>
    </message>
    <message>
        <source>Choose a run, a checkpoint, a peft adapter folder or one .safetensors file.</source>
        <translation>请选择一次运行、一个检查点、一个 peft 适配器文件夹或一个 .safetensors 文件。</translation>
    </message>
    <message>
        <source>{folder} has no adapter_model.safetensors.</source>
        <translation>{folder} 没有 adapter_model.safetensors。</translation>
    </message>
    <message>
        <source>The copy may be incomplete: fetch the adapter again.</source>
        <translation>可能没有复制完整：请重新获取适配器。</translation>
    </message>
    <message>
        <source>{file} is no adapter: its name does not end in .safetensors.</source>
        <translation>{file} 不是适配器：文件名不以 .safetensors 结尾。</translation>
    </message>
    <message>
        <source>Choose a run, a checkpoint, a peft adapter folder or a .safetensors file.</source>
        <translation>请选择一次运行、一个检查点、一个 peft 适配器文件夹或一个 .safetensors 文件。</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}.</source>
        <translation>{file} 无法读取：{reason}。</translation>
    </message>
    <message>
        <source>The file may be damaged: copy it again, or let peft write it anew.</source>
        <translation>文件可能已损坏：请重新复制，或让 peft 重新写出。</translation>
    </message>
    <message>
        <source>{file} is a pickle, and pickle can run code when it is opened.</source>
        <translation>{file} 是 pickle 文件，打开 pickle 时可能会执行代码。</translation>
    </message>
    <message>
        <source>If you trust the file, convert it once: {command}</source>
        <translation>如果信任该文件，请转换一次：{command}</translation>
    </message>
    <message>
        <source>it is larger than any configuration</source>
        <translation>它比任何配置文件都大</translation>
    </message>
    <message>
        <source>it is not an object</source>
        <translation>它不是对象</translation>
    </message>
    <message>
        <source>The factor must be a finite number.</source>
        <translation>系数必须是有限的数。</translation>
    </message>
    <message>
        <source>0.5 halves what the adapter does.</source>
        <translation>0.5 会让适配器的作用减半。</translation>
    </message>
    <message>
        <source>What DoRA changes does not grow with B, so it cannot be scaled like this.</source>
        <translation>DoRA 的改动不随 B 增长，因此不能这样缩放。</translation>
    </message>
    <message>
        <source>Try it at another strength instead: the strength is set where it is used.</source>
        <translation>请改用不同的强度试用：强度在使用处设定。</translation>
    </message>
    <message>
        <source>Every module of this adapter changes something: there is nothing to prune.</source>
        <translation>这个适配器的每个模块都有改动：没有可剪除的。</translation>
    </message>
    <message>
        <source>Name the modules that shall go.</source>
        <translation>请指明要去掉的模块。</translation>
    </message>
    <message>
        <source>{path} cannot be kept: {problem}.</source>
        <translation>{path} 无法保留：{problem}。</translation>
    </message>
    <message>
        <source>Prune that module first: workbench adapter prune … --module {path}</source>
        <translation>请先剪除该模块：workbench adapter prune … --module {path}</translation>
    </message>
    <message>
        <source>This adapter was made with {method}; only LoRA can be changed here.</source>
        <translation>这个适配器是用 {method} 训练的；这里只能改动 LoRA。</translation>
    </message>
    <message>
        <source>peft can convert several methods to LoRA: peft.convert_to_lora.</source>
        <translation>peft 可以把多种方法转换为 LoRA：peft.convert_to_lora。</translation>
    </message>
    <message>
        <source>it holds NaN or infinite numbers</source>
        <translation>它含有 NaN 或无穷大的数</translation>
    </message>
    <message>
        <source>The file may be incomplete or damaged: copy or download it again.</source>
        <translation>文件可能不完整或已损坏：请重新复制或下载。</translation>
    </message>
    <message>
        <source>Nothing would be left of the adapter.</source>
        <translation>适配器将一无所剩。</translation>
    </message>
    <message>
        <source>Keep at least one module.</source>
        <translation>请至少保留一个模块。</translation>
    </message>
    <message>
        <source>The result would hold values that are not finite, first in {name}; it was not written.</source>
        <translation>结果会含有非有限值，首先出现在 {name}；没有写入。</translation>
    </message>
    <message>
        <source>`workbench inspect` names the broken modules of the source.</source>
        <translation>`workbench inspect` 会列出来源中损坏的模块。</translation>
    </message>
    <message>
        <source>{out} is the adapter itself, or inside of it.</source>
        <translation>{out} 就是适配器本身，或在它里面。</translation>
    </message>
    <message>
        <source>Choose a new folder: an adapter is never changed in place.</source>
        <translation>请选择新的文件夹：适配器从不就地修改。</translation>
    </message>
    <message>
        <source>{out} exists already.</source>
        <translation>{out} 已存在。</translation>
    </message>
    <message>
        <source>Choose a new folder for the result.</source>
        <translation>请为结果选择新的文件夹。</translation>
    </message>
    <message>
        <source>“{text}” is not a budget.</source>
        <translation>“{text}” 不是预算。</translation>
    </message>
    <message>
        <source>Examples: 2 M (parameters), 500 k, 20 MB (the adapter's file), 1 % (of the base).</source>
        <translation>例如：2 M（参数）、500 k、20 MB（适配器文件）、1 %（占基座）。</translation>
    </message>
    <message>
        <source>Even at rank {rank}, the ticked layers come to {least}: more than {budget}.</source>
        <translation>即使秩为 {rank}，已勾选的层也要 {least}：超过了 {budget}。</translation>
    </message>
    <message>
        <source>Allow more, or tick fewer layers.</source>
        <translation>请提高预算，或少勾选一些层。</translation>
    </message>
    <message>
        <source>No layer is ticked.</source>
        <translation>没有勾选任何层。</translation>
    </message>
    <message>
        <source>Tick the layers that share the budget.</source>
        <translation>请勾选要分摊预算的层。</translation>
    </message>
    <message>
        <source>The method takes even ranks only, and {path} can use rank 1 at most.</source>
        <translation>该方法只接受偶数秩，而 {path} 最多只能用秩 1。</translation>
    </message>
    <message>
        <source>Untick it, or choose another initialisation.</source>
        <translation>请取消勾选它，或换一种初始化。</translation>
    </message>
    <message>
        <source>The checkpoint of step {step} is damaged: {wrong}.</source>
        <translation>第 {step} 步的检查点已损坏：{wrong}。</translation>
    </message>
    <message>
        <source>There is no checkpoint of step {step}.</source>
        <translation>没有第 {step} 步的检查点。</translation>
    </message>
    <message>
        <source>There are checkpoints of step {steps}.</source>
        <translation>有检查点的步：{steps}。</translation>
    </message>
    <message>
        <source>This run has no checkpoint yet.</source>
        <translation>这次运行还没有检查点。</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>请换一个。</translation>
    </message>
    <message>
        <source>{name} cannot be read ({reason})</source>
        <translation>{name} 无法读取（{reason}）</translation>
    </message>
    <message>
        <source>{name} is not what was written</source>
        <translation>{name} 与写入时不同</translation>
    </message>
    <message>
        <source>its manifest or a file is missing or cut short</source>
        <translation>它的清单或某个文件缺失或不完整</translation>
    </message>
    <message>
        <source>Losses are of different data ({what}): not comparable.</source>
        <translation>损失来自不同的数据（{what}）：不可比较。</translation>
    </message>
    <message>
        <source>The held-out rows differ ({what}): held-out losses are not comparable.</source>
        <translation>留出的行不同（{what}）：留出损失不可比较。</translation>
    </message>
    <message>
        <source>What is minimised differs ({what}): losses are not comparable.</source>
        <translation>最小化的目标不同（{what}）：损失不可比较。</translation>
    </message>
    <message>
        <source>The loss is on different tokens ({what}): losses are not comparable.</source>
        <translation>损失计算在不同的 token 上（{what}）：损失不可比较。</translation>
    </message>
    <message>
        <source>The runs have different base models ({what}): their losses begin elsewhere, and their modules may not be the same.</source>
        <translation>各运行的基座模型不同（{what}）：损失起点不同，模块也可能不一样。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Best held-out loss</source>
        <translation>最佳留出损失</translation>
    </message>
    <message>
        <source>Final training loss</source>
        <translation>最终训练损失</translation>
    </message>
    <message>
        <source>Answers as in the data</source>
        <translation>与数据一致的回答</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Tokens per second</source>
        <translation>每秒 token 数</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>峰值内存</translation>
    </message>
    <message>
        <source>Trainable</source>
        <translation>可训练</translation>
    </message>
    <message>
        <source>Share of the base</source>
        <translation>占基座的比例</translation>
    </message>
    <message>
        <source>Adapter file</source>
        <translation>适配器文件</translation>
    </message>
    <message>
        <source>{targets}, rank {rank}</source>
        <translation>{targets}，秩 {rank}</translation>
    </message>
    <message>
        <source>{before}, {after} from step {step}</source>
        <translation>{before}，自第 {step} 步起 {after}</translation>
    </message>
    <message>
        <source>{loss} at step {step}</source>
        <translation>{loss}（第 {step} 步）</translation>
    </message>
    <message>
        <source>{right} of {rows}</source>
        <translation>{right} / {rows}</translation>
    </message>
    <message>
        <source>Modules adapted</source>
        <translation>已适配的模块</translation>
    </message>
    <message>
        <source>Rank of {kind}</source>
        <translation>{kind} 的秩</translation>
    </message>
    <message>
        <source>resumed at step {step}</source>
        <translation>在第 {step} 步恢复</translation>
    </message>
    <message>
        <source>goes on from step {step} of {name}</source>
        <translation>从 {name} 的第 {step} 步继续</translation>
    </message>
    <message>
        <source>a duplicate of {name}</source>
        <translation>{name} 的副本</translation>
    </message>
    <message>
        <source>a new run with the ranks of {name}</source>
        <translation>采用 {name} 的秩的新运行</translation>
    </message>
    <message>
        <source>{name} has taken no step yet.</source>
        <translation>{name} 还没有训练过一步。</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Held-out loss</source>
        <translation>留出损失</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Memory, GiB</source>
        <translation>内存，GiB</translation>
    </message>
    <message>
        <source>{name} has no held-out loss.</source>
        <translation>{name} 没有留出损失。</translation>
    </message>
    <message>
        <source>{name} did not say how much memory it took.</source>
        <translation>{name} 没有记录占用的内存。</translation>
    </message>
    <message>
        <source>{name} has no layer measurements.</source>
        <translation>{name} 没有各层的测量。</translation>
    </message>
    <message>
        <source>‖ΔW‖ of all layers</source>
        <translation>所有层的 ‖ΔW‖</translation>
    </message>
    <message>
        <source>‖ΔW‖ of the layer that changed most</source>
        <translation>变化最大的层的 ‖ΔW‖</translation>
    </message>
    <message>
        <source>Effective rank, mean of the layers</source>
        <translation>有效秩，各层平均</translation>
    </message>
    <message>
        <source>Effective rank, smallest of the layers</source>
        <translation>有效秩，各层最小</translation>
    </message>
    <message>
        <source>Adapter gradient of all layers</source>
        <translation>所有层的适配器梯度</translation>
    </message>
    <message>
        <source>Adapter gradient, largest of the layers</source>
        <translation>适配器梯度，各层最大</translation>
    </message>
    <message>
        <source>{rank} in {blocks}</source>
        <translation>{blocks} 中为 {rank}</translation>
    </message>
    <message>
        <source>{count} runs compared</source>
        <translation>已对比 {count} 次运行</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>Answers to the same prompts</source>
        <translation>对相同提示词的回答</translation>
    </message>
    <message>
        <source>Settings that differ</source>
        <translation>不同的设置</translation>
    </message>
    <message>
        <source>The two adapters are equal.</source>
        <translation>两个适配器完全相同。</translation>
    </message>
    <message>
        <source>The cosine of their changes is {cosine} (1: the same direction, 0: unrelated).</source>
        <translation>两者改动的余弦为 {cosine}（1：同方向，0：无关）。</translation>
    </message>
    <message>
        <source>They differ most in {kind}: {percent} % of the difference.</source>
        <translation>差别最大的是 {kind}：占差异的 {percent} %。</translation>
    </message>
    <message>
        <source>{count} modules are in {side} only.</source>
        <translation>有 {count} 个模块只在 {side} 中。</translation>
    </message>
    <message>
        <source>How often each row of this source is trained on in an epoch: 2 means twice, 0.5 means that half of the rows, drawn by the seed, are trained on once, 1.5 that all are and half of them a second time.</source>
        <translation>这个来源的每一行在一轮中训练多少次：2 表示两次；0.5 表示由随机种子抽取一半的行各训练一次；1.5 表示所有行各一次，其中一半再来一次。</translation>
    </message>
    <message>
        <source>At most this many rows of this source are used, drawn by the seed before the weight. Empty: all.</source>
        <translation>这个来源最多使用这么多行，在乘以权重之前由随机种子抽取。留空：全部。</translation>
    </message>
    <message>
        <source>the folder must be an absolute path</source>
        <translation>文件夹必须是绝对路径</translation>
    </message>
    <message>
        <source>{place} is no folder</source>
        <translation>{place} 不是文件夹</translation>
    </message>
    <message>
        <source>{place} lies in the run's own folder</source>
        <translation>{place} 位于该运行自己的文件夹内</translation>
    </message>
    <message>
        <source>{place} cannot be written</source>
        <translation>{place} 无法写入</translation>
    </message>
    <message>
        <source>{name} cannot save there: {reason}.</source>
        <translation>{name} 无法保存到那里：{reason}。</translation>
    </message>
    <message>
        <source>Choose a folder on a disk with room.</source>
        <translation>请选择有空间的磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>What {name} saves lies in {folder}, which is not there.</source>
        <translation>{name} 的保存内容在 {folder}，但它不存在。</translation>
    </message>
    <message>
        <source>Connect that disk, then try again.</source>
        <translation>请连接该磁盘，然后重试。</translation>
    </message>
    <message>
        <source>There is no free name for {name} in {folder}.</source>
        <translation>{folder} 中没有可供 {name} 使用的名称。</translation>
    </message>
    <message>
        <source>This line of events.jsonl is damaged: {line}</source>
        <translation>events.jsonl 的这一行已损坏：{line}</translation>
    </message>
    <message>
        <source>The lines before and after it are still read.</source>
        <translation>其前后的行仍可读取。</translation>
    </message>
    <message>
        <source>Reading model</source>
        <translation>读取模型</translation>
    </message>
    <message>
        <source>Loading weights</source>
        <translation>加载权重</translation>
    </message>
    <message>
        <source>First step</source>
        <translation>第一步</translation>
    </message>
    <message>
        <source>There is no export format “{format}”.</source>
        <translation>没有导出格式 “{format}”。</translation>
    </message>
    <message>
        <source>The formats are {formats}.</source>
        <translation>格式有 {formats}。</translation>
    </message>
    <message>
        <source>The format {format} is not written as {dtype}.</source>
        <translation>格式 {format} 不能写成 {dtype}。</translation>
    </message>
    <message>
        <source>It is written as {allowed}.</source>
        <translation>它可以写成 {allowed}。</translation>
    </message>
    <message>
        <source>One rank for all modules is a choice of the format peft alone.</source>
        <translation>统一所有模块的秩只适用于 peft 格式。</translation>
    </message>
    <message>
        <source>llama.cpp reads each tensor's own rank; merged weights have no rank.</source>
        <translation>llama.cpp 读取每个张量各自的秩；合并后的权重没有秩。</translation>
    </message>
    <message>
        <source>{folder} is not an empty folder.</source>
        <translation>{folder} 不是空文件夹。</translation>
    </message>
    <message>
        <source>Choose a new or an empty folder; nothing is overwritten.</source>
        <translation>请选择新的或空的文件夹；不会覆盖任何内容。</translation>
    </message>
    <message>
        <source>q, k and v are one matrix (query_key_value): they can only be ticked together.</source>
        <translation>q、k 和 v 是一个矩阵（query_key_value）：只能一起勾选。</translation>
    </message>
    <message>
        <source>Its experts are fused tensors: all-linear leaves them out, and without them far less is trained.</source>
        <translation>它的专家层是融合的张量：all-linear 不含它们，不含它们时训练的内容少得多。</translation>
    </message>
    <message>
        <source>Its norms multiply by 1 + weight, in float32: a weight of 0 means that nothing is scaled.</source>
        <translation>它的归一化以 float32 乘以 1 + 权重：权重为 0 表示不缩放。</translation>
    </message>
    <message>
        <source>DeepSeek R1 distilled</source>
        <translation>DeepSeek R1 蒸馏版</translation>
    </message>
    <message>
        <source>Qwen2 and Qwen2.5</source>
        <translation>Qwen2 和 Qwen2.5</translation>
    </message>
    <message>
        <source>Qwen2 MoE</source>
        <translation>Qwen2 MoE</translation>
    </message>
    <message>
        <source>With enable_thinking: false its template opens the answer with an empty thinking part: train and ask with the same choice.</source>
        <translation>设置 enable_thinking: false 时，它的模板在回答开头写一个空的思考部分：训练和提问请用同样的选择。</translation>
    </message>
    <message>
        <source>Qwen3 MoE</source>
        <translation>Qwen3 MoE</translation>
    </message>
    <message>
        <source>Llama 3 headers</source>
        <translation>Llama 3 标头</translation>
    </message>
    <message>
        <source>Gemma turns</source>
        <translation>Gemma 回合</translation>
    </message>
    <message>
        <source>ChatML with &lt;|im_sep|&gt;</source>
        <translation>带 &lt;|im_sep|&gt; 的 ChatML</translation>
    </message>
    <message>
        <source>Phi turns</source>
        <translation>Phi 回合</translation>
    </message>
    <message>
        <source>DeepSeek V3 and R1</source>
        <translation>DeepSeek V3 和 R1</translation>
    </message>
    <message>
        <source>Harmony channels</source>
        <translation>Harmony 通道</translation>
    </message>
    <message>
        <source>Command turns</source>
        <translation>Command 回合</translation>
    </message>
    <message>
        <source>GLM turns</source>
        <translation>GLM 回合</translation>
    </message>
    <message>
        <source>Pythia and GPT-NeoX</source>
        <translation>Pythia 和 GPT-NeoX</translation>
    </message>
    <message>
        <source>Its template drops what stands before &lt;/think&gt; from earlier answers, and always opens with a thinking part: rows need one, or teach to leave it empty.</source>
        <translation>它的模板会去掉早先回答中 &lt;/think&gt; 之前的内容，并且总以思考部分开头：各行需要有思考部分，否则会教它留空。</translation>
    </message>
    <message>
        <source>The base models know &lt;|im_end|&gt; only as a name: they were not trained to end an answer with it, so it must be learned.</source>
        <translation>基座模型只把 &lt;|im_end|&gt; 当作名称：没有训练过用它结束回答，因此必须学习它。</translation>
    </message>
    <message>
        <source>It has no padding token. Where pad = eos is set, tools that mask by the token's id never teach the end; here padding is masked by its place.</source>
        <translation>它没有填充 token。把 pad 设为 eos 时，按 token 编号掩码的工具永远学不会结束；这里按位置掩码填充。</translation>
    </message>
    <message>
        <source>Many models have this architecture: the template says how they chat.</source>
        <translation>许多模型都是这种架构：如何对话由模板决定。</translation>
    </message>
    <message>
        <source>Its template wants turns of user and assistant in alternation.</source>
        <translation>它的模板要求用户与助手的回合交替。</translation>
    </message>
    <message>
        <source>q, k and v are one matrix (qkv_proj), gate and up another (gate_up_proj).</source>
        <translation>q、k 和 v 是一个矩阵（qkv_proj），gate 和 up 是另一个（gate_up_proj）。</translation>
    </message>
    <message>
        <source>q, k and v are one matrix (qkv_proj), gate and up another (gate_up_proj). Its end of text is not what ends a turn.</source>
        <translation>q、k 和 v 是一个矩阵（qkv_proj），gate 和 up 是另一个（gate_up_proj）。它的文本结束标记不是回合的结束标记。</translation>
    </message>
    <message>
        <source>An answer has channels, and &lt;|end|&gt; closes only one of them. </source>
        <translation>一个回答含有多个通道，&lt;|end|&gt; 只结束其中一个。</translation>
    </message>
    <message>
        <source>Attention and MLP of a block run side by side on the same input.</source>
        <translation>一个块的注意力和 MLP 在同一输入上并行计算。</translation>
    </message>
    <message>
        <source>Part of its blocks are convolutions instead of attention.</source>
        <translation>它的一部分块用卷积代替注意力。</translation>
    </message>
    <message>
        <source>Embeddings, residuals and logits have multipliers of their own in config.json.</source>
        <translation>嵌入、残差和 logits 各有 config.json 中的乘数。</translation>
    </message>
    <message>
        <source>It keeps its matrices transposed (Conv1D), and q, k and v as one (c_attn). It has no template.</source>
        <translation>它的矩阵转置存放（Conv1D），q、k 和 v 合为一个（c_attn）。它没有模板。</translation>
    </message>
    <message>
        <source>{name} would lie outside {root}.</source>
        <translation>{name} 会落在 {root} 之外。</translation>
    </message>
    <message>
        <source>Use a plain name without “..” or slashes.</source>
        <translation>请使用不含 “..” 和斜杠的普通名称。</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}.</source>
        <translation>{path} 无法写入：{reason}。</translation>
    </message>
    <message>
        <source>Choose a folder that belongs to you, for example with --out.</source>
        <translation>请选择属于您的文件夹，例如用 --out 指定。</translation>
    </message>
    <message>
        <source>Check the disk's free space and that the folder still exists.</source>
        <translation>请检查磁盘剩余空间，以及文件夹是否仍然存在。</translation>
    </message>
    <message>
        <source>The adapter of step {step} is kept; the learning rate was {rate}.</source>
        <translation>保留第 {step} 步的适配器；学习率为 {rate}。</translation>
    </message>
    <message>
        <source>No adapter was saved before; the learning rate was {rate}.</source>
        <translation>在那之前没有保存适配器；学习率为 {rate}。</translation>
    </message>
    <message>
        <source>The loss stopped being a number at step {step}.</source>
        <translation>损失在第 {step} 步不再是数。</translation>
    </message>
    <message>
        <source>It diverged: the train loss rose after step {step}.</source>
        <translation>它发散了：第 {step} 步之后训练损失上升。</translation>
    </message>
    <message>
        <source>On average {best} up to there, {last} in the last {count} steps. The learning rate was {rate}.</source>
        <translation>到那时平均为 {best}，最后 {count} 步为 {last}。学习率为 {rate}。</translation>
    </message>
    <message>
        <source>New run that stops early</source>
        <translation>新建提前停止的运行</translation>
    </message>
    <message>
        <source>Held-out loss rose from step {step} on: the best adapter is step {step}’s.</source>
        <translation>留出损失从第 {step} 步起上升：最好的适配器是第 {step} 步的。</translation>
    </message>
    <message>
        <source>{best} at step {step}, {now} at step {last} (+{percent} %); the train loss went to {train}.</source>
        <translation>第 {step} 步为 {best}，第 {last} 步为 {now}（+{percent} %）；训练损失降到 {train}。</translation>
    </message>
    <message>
        <source>{level} on average from there, {gain} lower at the end (at most {most}), of {gained} in all.</source>
        <translation>从那里起平均为 {level}，到最后降低 {gain}（最多 {most}），总共降低 {gained}。</translation>
    </message>
    <message>
        <source>New run of {steps} steps</source>
        <translation>新建 {steps} 步的运行</translation>
    </message>
    <message>
        <source>The adapter barely moved (‖ΔW‖ {percent} % of ‖W‖): raise the rate or train longer.</source>
        <translation>适配器几乎没有变化（‖ΔW‖ 为 ‖W‖ 的 {percent} %）：请提高学习率或训练更久。</translation>
    </message>
    <message>
        <source>Loss {first} → {last} in {steps} steps at a learning rate of {rate}.</source>
        <translation>以学习率 {rate} 训练 {steps} 步，损失 {first} → {last}。</translation>
    </message>
    <message>
        <source>New run at rate {rate}</source>
        <translation>以学习率 {rate} 新建运行</translation>
    </message>
    <message>
        <source>It knows {known} of {read} training rows by heart.</source>
        <translation>它背下了 {read} 个训练行中的 {known} 行。</translation>
    </message>
    <message>
        <source>Read again at step {step}, they cost under {limit} nats per token (the median row {median}); held-out rows cost {held_out}.</source>
        <translation>在第 {step} 步重新读取时，它们每个 token 低于 {limit} nats（中位数 {median}）；留出行为 {held_out}。</translation>
    </message>
    <message>
        <source>Show the rows</source>
        <translation>显示这些行</translation>
    </message>
    <message>
        <source>Of {total}; the least is {path} with {used} of {rank}.</source>
        <translation>共 {total} 个；最少的是 {path}，在 {rank} 中用到 {used}。</translation>
    </message>
    <message>
        <source>New run with suggested ranks</source>
        <translation>用建议的秩新建运行</translation>
    </message>
    <message>
        <source>1 module uses under a quarter of its rank.</source>
        <translation>有 1 个模块使用的秩不到四分之一。</translation>
    </message>
    <message>
        <source>{count} modules use under a quarter of their rank.</source>
        <translation>有 {count} 个模块使用的秩不到四分之一。</translation>
    </message>
    <message>
        <source>held-out loss</source>
        <translation>留出损失</translation>
    </message>
    <message>
        <source>train loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>The held-out loss has not fallen since step {step}: the last third gained nothing.</source>
        <translation>留出损失自第 {step} 步以来没有下降：最后三分之一没有收获。</translation>
    </message>
    <message>
        <source>The train loss has not fallen since step {step}: the last third gained nothing.</source>
        <translation>训练损失自第 {step} 步以来没有下降：最后三分之一没有收获。</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <translation>没有文件夹 {folder}。</translation>
    </message>
    <message>
        <source>Give a folder of runs.</source>
        <translation>请给出一个存放运行的文件夹。</translation>
    </message>
    <message>
        <source>{folder} is the folder of your own runs.</source>
        <translation>{folder} 就是您自己的运行文件夹。</translation>
    </message>
    <message>
        <source>They are listed already.</source>
        <translation>它们已经列出。</translation>
    </message>
    <message>
        <source>{folder} holds no run.</source>
        <translation>{folder} 中没有运行。</translation>
    </message>
    <message>
        <source>A folder of runs holds folders with a run.yaml. A single run is opened by itself.</source>
        <translation>运行文件夹中的每个文件夹都含有 run.yaml。单次运行请直接打开。</translation>
    </message>
    <message>
        <source>{name} belongs to somebody else and is only shown.</source>
        <translation>{name} 属于别人，只供查看。</translation>
    </message>
    <message>
        <source>Duplicate it: the draft is yours. Or remove its folder from the list.</source>
        <translation>请复制它：草稿是您的。或把它的文件夹从列表中移除。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>{path} 无法读取：{reason}。</translation>
    </message>
    <message>
        <source>Give an event file of TensorBoard, or its folder.</source>
        <translation>请给出 TensorBoard 的事件文件，或其文件夹。</translation>
    </message>
    <message>
        <source>{path} is not an event file of TensorBoard.</source>
        <translation>{path} 不是 TensorBoard 的事件文件。</translation>
    </message>
    <message>
        <source>Such files are called events.out.tfevents.…; give one of them, or its folder.</source>
        <translation>这类文件名为 events.out.tfevents.…；请给出其中一个，或其文件夹。</translation>
    </message>
    <message>
        <source>{path} is damaged: {reason}.</source>
        <translation>{path} 已损坏：{reason}。</translation>
    </message>
    <message>
        <source>Copy it again from where it was written.</source>
        <translation>请从写出它的地方重新复制。</translation>
    </message>
    <message>
        <source>a record does not hold what it should</source>
        <translation>有一条记录的内容不对</translation>
    </message>
    <message>
        <source>the checksum of a record is wrong</source>
        <translation>有一条记录的校验和不对</translation>
    </message>
    <message>
        <source>the length of a record is wrong</source>
        <translation>有一条记录的长度不对</translation>
    </message>
    <message>
        <source>There is no {path}.</source>
        <translation>没有 {path}。</translation>
    </message>
    <message>
        <source>Give a trainer_state.json, or a folder.</source>
        <translation>请给出 trainer_state.json，或一个文件夹。</translation>
    </message>
    <message>
        <source>{path} holds no run of another program.</source>
        <translation>{path} 中没有其他程序的运行。</translation>
    </message>
    <message>
        <source>A trainer_state.json of Hugging Face and event files of TensorBoard can be imported.</source>
        <translation>可以导入 Hugging Face 的 trainer_state.json 和 TensorBoard 的事件文件。</translation>
    </message>
    <message>
        <source>{path} holds no curve of a loss.</source>
        <translation>{path} 中没有损失曲线。</translation>
    </message>
    <message>
        <source>{path} holds no curves.</source>
        <translation>{path} 中没有曲线。</translation>
    </message>
    <message>
        <source>It has {tags}. The names train/loss, loss, eval/loss and val_loss are understood.</source>
        <translation>它含有 {tags}。可识别的名称有 train/loss、loss、eval/loss 和 val_loss。</translation>
    </message>
    <message>
        <source>Scalars are read; pictures, histograms and graphs are not.</source>
        <translation>读取标量；不读取图片、直方图和图。</translation>
    </message>
    <message>
        <source>{path} is no trainer_state.json of Hugging Face: {reason}.</source>
        <translation>{path} 不是 Hugging Face 的 trainer_state.json：{reason}。</translation>
    </message>
    <message>
        <source>It lies in every checkpoint-N of a Trainer's output folder.</source>
        <translation>它位于 Trainer 输出文件夹的每个 checkpoint-N 中。</translation>
    </message>
    <message>
        <source>its log_history is empty</source>
        <translation>它的 log_history 是空的</translation>
    </message>
    <message>
        <source>Hugging Face Trainer</source>
        <translation>Hugging Face Trainer</translation>
    </message>
    <message>
        <source>it is larger than any such file</source>
        <translation>它比任何此类文件都大</translation>
    </message>
    <message>
        <source>it has no log_history</source>
        <translation>它没有 log_history</translation>
    </message>
    <message>
        <source>an entry of log_history has no step</source>
        <translation>log_history 中有一项没有步数</translation>
    </message>
    <message>
        <source>it is not JSON</source>
        <translation>它不是 JSON</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>它无法读取</translation>
    </message>
    <message>
        <source>The training process {how} before its first word.</source>
        <translation>训练进程在说出第一个字之前{how}。</translation>
    </message>
    <message>
        <source>worker.log in the run's folder has the details.</source>
        <translation>详情见运行文件夹中的 worker.log。</translation>
    </message>
    <message>
        <source>“{word}” is not a regular expression: {problem}.</source>
        <translation>“{word}” 不是正则表达式：{problem}。</translation>
    </message>
    <message>
        <source>Example: /layers\.[0-3]\..*q_proj/</source>
        <translation>例如：/layers\.[0-3]\..*q_proj/</translation>
    </message>
    <message>
        <source>“{word}” is not understood.</source>
        <translation>无法理解 “{word}”。</translation>
    </message>
    <message>
        <source>Try role:attention, depth:&gt;50%, block:20-31, rank:&gt;16, is:ticked, *.q_proj or /a regex/.</source>
        <translation>可尝试 role:attention、depth:&gt;50%、block:20-31、rank:&gt;16、is:ticked、*.q_proj 或 /正则表达式/。</translation>
    </message>
    <message>
        <source>{path} does not learn.</source>
        <translation>{path} 没有在学习。</translation>
    </message>
    <message>
        <source>{count} modules do not learn, first {path}.</source>
        <translation>有 {count} 个模块没有在学习，第一个是 {path}。</translation>
    </message>
    <message>
        <source>{path} uses a quarter of the rank that it used before, or less.</source>
        <translation>{path} 使用的秩不到之前的四分之一。</translation>
    </message>
    <message>
        <source>{count} modules use a quarter of the rank that they used before, or less, first {path}.</source>
        <translation>有 {count} 个模块使用的秩不到之前的四分之一，第一个是 {path}。</translation>
    </message>
    <message>
        <source>The gradient of {path} is over 10 times its usual size at step {step}.</source>
        <translation>{path} 的梯度在第 {step} 步超过平常的 10 倍。</translation>
    </message>
    <message>
        <source>{count} gradients are over 10 times their usual size at step {step}, first that of {path}.</source>
        <translation>第 {step} 步有 {count} 个梯度超过平常的 10 倍，第一个是 {path} 的。</translation>
    </message>
    <message>
        <source>another version</source>
        <translation>另一个版本</translation>
    </message>
    <message>
        <source>“{text}” cannot be a tag.</source>
        <translation>“{text}” 不能作为标签。</translation>
    </message>
    <message>
        <source>A tag is a word of at most {longest} letters and digits.</source>
        <translation>标签是最多 {longest} 个字母和数字组成的词。</translation>
    </message>
    <message>
        <source>its weight is that of {path} too, which would change with it</source>
        <translation>它的权重也是 {path} 的权重，后者会随之改变</translation>
    </message>
    <message>
        <source>the rank is above {limit}, the smaller side of its matrix</source>
        <translation>秩超过了 {limit}，即其矩阵较小的一边</translation>
    </message>
    <message>
        <source>{path} is inside another module that is trained whole: name only one of them.</source>
        <translation>{path} 位于另一个整体训练的模块之内：只写其中一个即可。</translation>
    </message>
    <message>
        <source>“{path}” is to be trained whole, but this model has no such module.</source>
        <translation>“{path}” 要整体训练，但这个模型没有该模块。</translation>
    </message>
    <message>
        <source>{path} is a parameter, and only a module can be trained whole: name the one around it.</source>
        <translation>{path} 是参数，而只有模块才能整体训练：请写出包含它的模块。</translation>
    </message>
    <message>
        <source>{path} is a list of modules, which peft cannot train whole: name the modules in it.</source>
        <translation>{path} 是模块列表，peft 无法整体训练：请写出其中的模块。</translation>
    </message>
    <message>
        <source>{path} is trained whole by the task already.</source>
        <translation>{path} 已由任务整体训练。</translation>
    </message>
    <message>
        <source>peft would train {also} whole too, because its path ends with “{path}”.</source>
        <translation>peft 会同时整体训练 {also}，因为它的路径以 “{path}” 结尾。</translation>
    </message>
    <message>
        <source>Biases are trained in the base's number format, and {dtype} is too coarse for small steps.</source>
        <translation>偏置以基座的数值格式训练，而 {dtype} 对小步长来说太粗。</translation>
    </message>
    <message>
        <source>peft has no DoRA for experts and routers</source>
        <translation>peft 不支持对专家层和路由器使用 DoRA</translation>
    </message>
    <message>
        <source>peft starts fused experts only with the default or gaussian</source>
        <translation>对于融合的专家层，peft 只支持 default 或 gaussian 初始化</translation>
    </message>
    <message>
        <source>peft starts an embedding at zero, whatever the initialisation</source>
        <translation>无论选择哪种初始化，peft 都让嵌入从零开始</translation>
    </message>
    <message>
        <source>peft's OLoRA does not know that Conv1D keeps its matrix transposed</source>
        <translation>peft 的 OLoRA 不知道 Conv1D 的矩阵是转置存放的</translation>
    </message>
    <message>
        <source>A random, B zero</source>
        <translation>A 随机，B 为零</translation>
    </message>
    <message>
        <source>PiSSA, fast</source>
        <translation>PiSSA（快速）</translation>
    </message>
    <message>
        <source>the rank must be even</source>
        <translation>秩必须是偶数</translation>
    </message>
    <message>
        <source>The reference: r·(in + out) numbers per layer, mergeable into the base, read by every tool.</source>
        <translation>基准方法：每层 r·(in + out) 个数，可合并进基座，所有工具都能读取。</translation>
    </message>
    <message>
        <source>At high ranks the factor alpha / r damps the update.</source>
        <translation>秩很高时，系数 alpha / r 会削弱更新。</translation>
    </message>
    <message>
        <source>The factor alpha / √r keeps the update's size as the rank grows, so that high ranks pay.</source>
        <translation>系数 alpha / √r 让更新的大小不随秩增大而缩小，使高秩更有价值。</translation>
    </message>
    <message>
        <source>No parameters. At the same alpha the factor is √r times LoRA's: lower the scale or the rate.</source>
        <translation>不增加参数。相同 alpha 下系数是 LoRA 的 √r 倍：请降低缩放或学习率。</translation>
    </message>
    <message>
        <source>Trains direction and length of each output's weights apart; often ahead of LoRA at low ranks.</source>
        <translation>分别训练每个输出权重的方向和长度；低秩时往往优于 LoRA。</translation>
    </message>
    <message>
        <source>One number per output more, and B·A is formed in every step: slower, with more memory.</source>
        <translation>每个输出多一个数，且每一步都要算出 B·A：更慢，占用更多内存。</translation>
    </message>
    <message>
        <source>B learns this many times faster than A, which speeds up learning in wide models.</source>
        <translation>B 的学习速度是 A 的若干倍，可加快宽模型的学习。</translation>
    </message>
    <message>
        <source>No parameters. The rate may have to be lowered; a high ratio can be unstable.</source>
        <translation>不增加参数。可能需要降低学习率；倍数过高会不稳定。</translation>
    </message>
    <message>
        <source>Step 0 computes exactly what the base computes.</source>
        <translation>第 0 步的计算与基座完全相同。</translation>
    </message>
    <message>
        <source>In the first steps only B learns.</source>
        <translation>最初几步只有 B 在学习。</translation>
    </message>
    <message>
        <source>A is normal with deviation 1 / r, B is zero: step 0 equals the base.</source>
        <translation>A 服从标准差为 1 / r 的正态分布，B 为零：第 0 步与基座相同。</translation>
    </message>
    <message>
        <source>A's first values shrink as the rank grows.</source>
        <translation>秩越高，A 的初始值越小。</translation>
    </message>
    <message>
        <source>A and B start nonzero in orthogonal directions with B·A = 0: both learn from the first step.</source>
        <translation>A 和 B 从非零的正交方向开始，且 B·A = 0：从第一步起两者都在学习。</translation>
    </message>
    <message>
        <source>Even ranks only.</source>
        <translation>只能使用偶数秩。</translation>
    </message>
    <message>
        <source>Trains the strongest r directions of each weight; often converges faster than LoRA.</source>
        <translation>训练每个权重最强的 r 个方向；通常比 LoRA 收敛更快。</translation>
    </message>
    <message>
        <source>One SVD per layer before the start (minutes for large models); the saved adapter has rank 2r.</source>
        <translation>开始前每层做一次 SVD（大模型需数分钟）；保存的适配器秩为 2r。</translation>
    </message>
    <message>
        <source>PiSSA by a randomised SVD: seconds instead of minutes.</source>
        <translation>用随机化 SVD 的 PiSSA：几秒而不是几分钟。</translation>
    </message>
    <message>
        <source>The directions are approximate; the saved adapter has rank 2r.</source>
        <translation>方向是近似的；保存的适配器秩为 2r。</translation>
    </message>
    <message>
        <source>A and B start from a QR decomposition of the weight, with orthonormal columns in B.</source>
        <translation>A 和 B 从权重的 QR 分解开始，B 的列是标准正交的。</translation>
    </message>
    <message>
        <source>One QR per layer before the start; the saved adapter has rank 2r.</source>
        <translation>开始前每层做一次 QR；保存的适配器秩为 2r。</translation>
    </message>
    <message>
        <source>peft has no dropout for experts and routers</source>
        <translation>peft 不支持对专家层和路由器使用 dropout</translation>
    </message>
    <message>
        <source>peft cannot adapt experts or routers together with Conv1D layers</source>
        <translation>peft 无法同时适配专家层或路由器与 Conv1D 层</translation>
    </message>
    <message>
        <source>it is trained whole</source>
        <translation>它是整体训练的</translation>
    </message>
    <message>
        <source>Give a folder that holds model folders.</source>
        <translation>请给出存放模型文件夹的文件夹。</translation>
    </message>
    <message>
        <source>The command on finish cannot be read: {reason}.</source>
        <translation>结束时的命令无法理解：{reason}。</translation>
    </message>
    <message>
        <source>Quote it as in a terminal, for example sh -c 'notify "$WORKBENCH_NAME"'.</source>
        <translation>请像在终端中那样加引号，例如 sh -c 'notify "$WORKBENCH_NAME"'。</translation>
    </message>
    <message>
        <source>The command on finish cannot be started: {reason}.</source>
        <translation>结束时的命令无法启动：{reason}。</translation>
    </message>
    <message>
        <source>The command on finish was ended: it took longer than {seconds} s.</source>
        <translation>结束时的命令已被终止：它超过了 {seconds} 秒。</translation>
    </message>
    <message>
        <source>The command on finish failed: it ended with code {code}.</source>
        <translation>结束时的命令失败：以代码 {code} 退出。</translation>
    </message>
    <message>
        <source>Micro-batches by tokens</source>
        <translation>按 token 划分微批</translation>
    </message>
    <message>
        <source>A step's rows are sorted and run in parts of about equal size, so that little padding is computed.</source>
        <translation>把一步的行排序，分成大小相近的几份来计算，尽量少算填充。</translation>
    </message>
    <message>
        <source>No mask for padding</source>
        <translation>填充无需掩码</translation>
    </message>
    <message>
        <source>Padding stands at the right, where a causal model does not look: no mask is made or applied.</source>
        <translation>填充在右侧，因果模型看不到：不生成也不应用掩码。</translation>
    </message>
    <message>
        <source>Head on labels only</source>
        <translation>输出头只算标签</translation>
    </message>
    <message>
        <source>Only positions whose next token is learned become logits.</source>
        <translation>只有要学习其下一个 token 的位置才计算 logits。</translation>
    </message>
    <message>
        <source>Loss without logits</source>
        <translation>损失不经 logits</translation>
    </message>
    <message>
        <source>The loss of a frozen head and its gradient are formed together, a few rows at a time.</source>
        <translation>冻结输出头的损失与梯度一起计算，每次几行。</translation>
    </message>
    <message>
        <source>Fused LoRA layers</source>
        <translation>融合的 LoRA 层</translation>
    </message>
    <message>
        <source>A layer and its adapter are one operation that adds in place and keeps only its input.</source>
        <translation>一层与其适配器合为一个运算，就地相加，只保留输入。</translation>
    </message>
    <message>
        <source>Layers with one input together</source>
        <translation>同输入的层一起算</translation>
    </message>
    <message>
        <source>Adapters that read the same tensor (q, k and v; gate and up) are computed as one.</source>
        <translation>读取同一张量的适配器（q、k 和 v；gate 和 up）合并计算。</translation>
    </message>
    <message>
        <source>Attention in large products</source>
        <translation>注意力用大矩阵乘</translation>
    </message>
    <message>
        <source>On a processor in bfloat16, causal attention is a few large products instead of many small ones.</source>
        <translation>在 bfloat16 的处理器上，因果注意力用少数大矩阵乘代替许多小的。</translation>
    </message>
    <message>
        <source>Fused norms</source>
        <translation>融合的归一化</translation>
    </message>
    <message>
        <source>RMSNorm in few passes over memory, keeping its input alone.</source>
        <translation>RMSNorm 只需少数几次内存遍历，只保留输入。</translation>
    </message>
    <message>
        <source>Fused gates</source>
        <translation>融合的门控</translation>
    </message>
    <message>
        <source>The gated activation of an MLP in few passes over memory, computed again instead of kept.</source>
        <translation>MLP 的门控激活只需少数几次内存遍历，重新计算而不保留。</translation>
    </message>
    <message>
        <source>One flat AdamW step</source>
        <translation>一次完成的 AdamW</translation>
    </message>
    <message>
        <source>All trained numbers, their gradients and moments lie in one buffer and are updated by one call.</source>
        <translation>所有被训练的数、梯度和动量放在一个缓冲区里，一次调用全部更新。</translation>
    </message>
    <message>
        <source>No backward below the plan</source>
        <translation>方案之下不做反向</translation>
    </message>
    <message>
        <source>Below the lowest trained layer nothing is kept and no gradient is computed.</source>
        <translation>在最低的被训练层之下，不保留任何内容，也不计算梯度。</translation>
    </message>
    <message>
        <source>Activations kept below the plan</source>
        <translation>保留方案之下的激活</translation>
    </message>
    <message>
        <source>With two epochs or more, what the blocks below the lowest trained one compute is read from disk.</source>
        <translation>训练两轮以上时，最低被训练块之下的计算结果从磁盘读取。</translation>
    </message>
    <message>
        <source>The adapter was made with {method}, not with LoRA.</source>
        <translation>这个适配器是用 {method} 训练的，不是 LoRA。</translation>
    </message>
    <message>
        <source>Choose the adapter_config.json of a LoRA adapter.</source>
        <translation>请选择 LoRA 适配器的 adapter_config.json。</translation>
    </message>
    <message>
        <source>The initialisation {value} is read as pissa_niter_16.</source>
        <translation>初始化 {value} 按 pissa_niter_16 读取。</translation>
    </message>
    <message>
        <source>The initialisation ({what}) is not offered here: the default is used.</source>
        <translation>这里不提供该初始化（{what}）：使用默认值。</translation>
    </message>
    <message>
        <source>The adapter's configuration cannot be trained here: {field}: {problem} (it is {value}).</source>
        <translation>适配器的配置无法在这里训练：{field}：{problem}（当前为 {value}）。</translation>
    </message>
    <message>
        <source>Change the value in adapter_config.json, or make a plan of your own.</source>
        <translation>请修改 adapter_config.json 中的值，或自己制定方案。</translation>
    </message>
    <message>
        <source>The adapter's configuration gives {path} the rank or alpha {value}, which is no number.</source>
        <translation>适配器的配置给 {path} 的秩或 alpha 是 {value}，它不是数。</translation>
    </message>
    <message>
        <source>The file may be damaged: copy it again.</source>
        <translation>文件可能已损坏：请重新复制。</translation>
    </message>
    <message>
        <source>layer_replication (blocks used twice) is left out.</source>
        <translation>已略去 layer_replication（重复使用块）。</translation>
    </message>
    <message>
        <source>lora_bias (a bias in B) is left out.</source>
        <translation>已略去 lora_bias（B 中的偏置）。</translation>
    </message>
    <message>
        <source>trainable_token_indices (single rows of the embedding) is left out.</source>
        <translation>已略去 trainable_token_indices（嵌入的个别行）。</translation>
    </message>
    <message>
        <source>An aLoRA, which works after its invocation tokens only, is read as LoRA.</source>
        <translation>aLoRA 只在其触发 token 之后生效，按 LoRA 读取。</translation>
    </message>
    <message>
        <source>QA-LoRA is read as LoRA.</source>
        <translation>QA-LoRA 按 LoRA 读取。</translation>
    </message>
    <message>
        <source>Block-diagonal LoRA is read as LoRA.</source>
        <translation>分块对角 LoRA 按 LoRA 读取。</translation>
    </message>
    <message>
        <source>Arrow routing is left out.</source>
        <translation>已略去 Arrow 路由。</translation>
    </message>
    <message>
        <source>KaSA is read as LoRA.</source>
        <translation>KaSA 按 LoRA 读取。</translation>
    </message>
    <message>
        <source>VeLoRA is read as LoRA.</source>
        <translation>VeLoRA 按 LoRA 读取。</translation>
    </message>
    <message>
        <source>MonteCLoRA is read as LoRA.</source>
        <translation>MonteCLoRA 按 LoRA 读取。</translation>
    </message>
    <message>
        <source>Megatron's parallel layers are read as plain ones.</source>
        <translation>Megatron 的并行层按普通层读取。</translation>
    </message>
    <message>
        <source>ensure_weight_tying is left out: tied layers get adapters of their own.</source>
        <translation>已略去 ensure_weight_tying：共用权重的层各有自己的适配器。</translation>
    </message>
    <message>
        <source>every layer</source>
        <translation>每一层</translation>
    </message>
    <message>
        <source>random values in A and B</source>
        <translation>A 和 B 中的随机值</translation>
    </message>
    <message>
        <source>The adapter names {present} but not {missing}; this model holds both in one tensor.</source>
        <translation>适配器标明了 {present} 却没有 {missing}；这个模型把两者放在同一个张量里。</translation>
    </message>
    <message>
        <source>Such an adapter cannot be carried over to this version of the model.</source>
        <translation>这样的适配器无法迁移到这个版本的模型。</translation>
    </message>
    <message>
        <source>adapter_config.json holds {value} where {what} belongs.</source>
        <translation>adapter_config.json 在应为 {what} 的地方写着 {value}。</translation>
    </message>
    <message>
        <source>adapter_config.json holds a pattern that is no regular expression: {pattern} ({problem}).</source>
        <translation>adapter_config.json 含有不是正则表达式的模式：{pattern}（{problem}）。</translation>
    </message>
    <message>
        <source>Correct it in the file.</source>
        <translation>请在文件中改正。</translation>
    </message>
    <message>
        <source>a list of modules</source>
        <translation>模块列表</translation>
    </message>
    <message>
        <source>Left out {first}: {reason}.</source>
        <translation>已略去 {first}：{reason}。</translation>
    </message>
    <message>
        <source>The file names no target modules.</source>
        <translation>文件没有标明目标模块。</translation>
    </message>
    <message>
        <source>Left out {first} and {more} more: {reason}.</source>
        <translation>已略去 {first} 及另外 {more} 个：{reason}。</translation>
    </message>
    <message>
        <source>layers_to_transform has no meaning beside a pattern; it is left out.</source>
        <translation>layers_to_transform 与模式并用没有意义；已略去。</translation>
    </message>
    <message>
        <source>“{expression}” is not a regular expression: {problem}.</source>
        <translation>“{expression}” 不是正则表达式：{problem}。</translation>
    </message>
    <message>
        <source>Example: .*self_attn\.(q|v)_proj</source>
        <translation>例如：.*self_attn\.(q|v)_proj</translation>
    </message>
    <message>
        <source>“{expression}” matches no layer that can be adapted{reason}.</source>
        <translation>“{expression}” 没有匹配到可适配的层{reason}。</translation>
    </message>
    <message>
        <source>It must match a whole path, such as {example}. `workbench layers` lists them all.</source>
        <translation>它必须匹配完整路径，例如 {example}。`workbench layers` 会列出全部路径。</translation>
    </message>
    <message>
        <source>{count} of the plan's {total} modules do not fit this model, first {path} ({reason}).</source>
        <translation>方案的 {total} 个模块中有 {count} 个与这个模型对不上，第一个是 {path}（{reason}）。</translation>
    </message>
    <message>
        <source>The plan belongs to another model: choose the layers anew, or use all-linear.</source>
        <translation>方案属于另一个模型：请重新选择层，或使用 all-linear。</translation>
    </message>
    <message>
        <source>The plan names {path}, which this model does not have.</source>
        <translation>方案写了 {path}，而这个模型没有它。</translation>
    </message>
    <message>
        <source>Remove it from the plan; `workbench layers` lists the model's modules.</source>
        <translation>请从方案中删去；`workbench layers` 会列出模型的模块。</translation>
    </message>
    <message>
        <source>it does not exist</source>
        <translation>它不存在</translation>
    </message>
    <message>
        <source>A rank is from 1 to 1,024, not {rank:,}.</source>
        <translation>秩的范围是 1 到 1,024，不能是 {rank:,}。</translation>
    </message>
    <message>
        <source>Usual ranks are 4 to 128.</source>
        <translation>常用的秩是 4 到 128。</translation>
    </message>
    <message>
        <source>A scale is above 0 and at most 1,000, not {scale:,.6g}.</source>
        <translation>缩放须大于 0 且不超过 1,000，不能是 {scale:,.6g}。</translation>
    </message>
    <message>
        <source>The usual scale is 1 or 2; at 0 the adapter would do nothing.</source>
        <translation>常用的缩放是 1 或 2；为 0 时适配器不起作用。</translation>
    </message>
    <message>
        <source>Give a plan in YAML or JSON, a run spec, an adapter_config.json, or an adapter's folder.</source>
        <translation>请给出 YAML 或 JSON 格式的方案、运行配置、adapter_config.json，或适配器的文件夹。</translation>
    </message>
    <message>
        <source>{source} is neither YAML nor JSON: {reason}</source>
        <translation>{source} 既不是 YAML 也不是 JSON：{reason}</translation>
    </message>
    <message>
        <source>Example of a plan: {{rank: 8, targets: all-linear, ranks: {{model.layers.0: 16}}}}</source>
        <translation>方案示例：{{rank: 8, targets: all-linear, ranks: {{model.layers.0: 16}}}}</translation>
    </message>
    <message>
        <source>The adapter's configuration cannot be read: {reason}.</source>
        <translation>适配器的配置无法读取：{reason}。</translation>
    </message>
    <message>
        <source>{source} holds no plan: {reason}.</source>
        <translation>{source} 中没有方案：{reason}。</translation>
    </message>
    <message>
        <source>Choose a plan in YAML or JSON, a run spec, or an adapter saved by peft (adapter_config.json).</source>
        <translation>请选择 YAML 或 JSON 格式的方案、运行配置，或 peft 保存的适配器（adapter_config.json）。</translation>
    </message>
    <message>
        <source>{path} stays as it is: {reason}.</source>
        <translation>{path} 保持不变：{reason}。</translation>
    </message>
    <message>
        <source>it is a pickle, which is never opened, and no adapter_config.json lies beside it</source>
        <translation>它是 pickle 文件，从不打开，旁边也没有 adapter_config.json</translation>
    </message>
    <message>
        <source>it has neither an adapter_config.json nor a run.yaml</source>
        <translation>它既没有 adapter_config.json 也没有 run.yaml</translation>
    </message>
    <message>
        <source>it has pickled weights, which are never opened, and no adapter_config.json</source>
        <translation>它的权重是 pickle，从不打开，也没有 adapter_config.json</translation>
    </message>
    <message>
        <source>it is the folder of a model, not of an adapter</source>
        <translation>它是模型的文件夹，不是适配器的</translation>
    </message>
    <message>
        <source>it is not text in UTF-8</source>
        <translation>它不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>it is no path</source>
        <translation>它不是路径</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>它是空的</translation>
    </message>
    <message>
        <source>it holds weights, and no adapter_config.json lies beside it</source>
        <translation>它含有权重，但旁边没有 adapter_config.json</translation>
    </message>
    <message>
        <source>it is too large to be a plan</source>
        <translation>它太大，不可能是方案</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}</source>
        <translation>{path} 无法读取：{reason}</translation>
    </message>
    <message>
        <source>Mend the file, or take it away: then the defaults hold.</source>
        <translation>请修复该文件，或将其移走：届时使用默认值。</translation>
    </message>
    <message>
        <source>{key} cannot be {value}: {problem}.</source>
        <translation>{key} 不能是 {value}：{problem}。</translation>
    </message>
    <message>
        <source>{path} keeps what it was.</source>
        <translation>{path} 保持原样。</translation>
    </message>
    <message>
        <source>it holds no names and values</source>
        <translation>它不含名称和值</translation>
    </message>
    <message>
        <source>There is no preset {name}.</source>
        <translation>没有预设 {name}。</translation>
    </message>
    <message>
        <source>There are: {known}.</source>
        <translation>可用的有：{known}。</translation>
    </message>
    <message>
        <source>A preset needs a name.</source>
        <translation>预设需要有名称。</translation>
    </message>
    <message>
        <source>For example: Support tickets, short</source>
        <translation>例如：客服工单，简短</translation>
    </message>
    <message>
        <source>{file} is gone.</source>
        <translation>{file} 不见了。</translation>
    </message>
    <message>
        <source>Another window deleted it.</source>
        <translation>另一个窗口删除了它。</translation>
    </message>
    <message>
        <source>“{title}” came with the workbench and stays as it is.</source>
        <translation>“{title}” 是程序自带的，保持不变。</translation>
    </message>
    <message>
        <source>Apply it, change what you like, and save that as a preset of your own.</source>
        <translation>请应用它，按需更改，再另存为自己的预设。</translation>
    </message>
    <message>
        <source>There is a preset “{title}” already.</source>
        <translation>已有预设 “{title}”。</translation>
    </message>
    <message>
        <source>Choose another name, or delete that one first.</source>
        <translation>请换一个名称，或先删除那一个。</translation>
    </message>
    <message>
        <source>This model has none of the layers that the preset ticks ({set}).</source>
        <translation>这个模型没有该预设要勾选的层（{set}）。</translation>
    </message>
    <message>
        <source>Choose another preset, or tick layers by hand.</source>
        <translation>请选择另一个预设，或手动勾选层。</translation>
    </message>
    <message>
        <source>{source} is not a preset: it has no line preset: 1.</source>
        <translation>{source} 不是预设：其中没有 preset: 1 这一行。</translation>
    </message>
    <message>
        <source>`workbench presets show balanced` shows what one looks like.</source>
        <translation>`workbench presets show balanced` 会显示预设的样子。</translation>
    </message>
    <message>
        <source>{source} is a preset of version {version}; this workbench reads version {known}.</source>
        <translation>{source} 是版本 {version} 的预设；本程序支持版本 {known}。</translation>
    </message>
    <message>
        <source>Update the workbench (pip install --upgrade lora-workbench), or export the preset again from the version that this one has.</source>
        <translation>请更新本程序（pip install --upgrade lora-workbench），或从本程序的版本重新导出该预设。</translation>
    </message>
    <message>
        <source>{source} is not a preset that can be read: {key}: {problem}.</source>
        <translation>{source} 不是可读取的预设：{key}：{problem}。</translation>
    </message>
    <message>
        <source>“{title}” ticks layers of the model, and no model has been read.</source>
        <translation>“{title}” 会勾选模型的层，但尚未读取模型。</translation>
    </message>
    <message>
        <source>Choose a model first.</source>
        <translation>请先选择模型。</translation>
    </message>
    <message>
        <source>{source} sets {key}, which is not a setting of a preset.</source>
        <translation>{source} 设置了 {key}，它不是预设的设置。</translation>
    </message>
    <message>
        <source>It may be of a newer version, or misspelt; `workbench schema` lists every setting.</source>
        <translation>它可能来自更新的版本，或拼写有误；`workbench schema` 会列出所有设置。</translation>
    </message>
    <message>
        <source>a title is one line</source>
        <translation>标题只能有一行</translation>
    </message>
    <message>
        <source>{folder} is being trained by process {pid}.</source>
        <translation>进程 {pid} 正在训练 {folder}。</translation>
    </message>
    <message>
        <source>Wait until it ends, or stop it first.</source>
        <translation>请等它结束，或先停止它。</translation>
    </message>
    <message>
        <source>ended with code {code}</source>
        <translation>以代码 {code} 退出</translation>
    </message>
    <message>
        <source>was stopped by the system ({name})</source>
        <translation>被系统终止（{name}）</translation>
    </message>
    <message>
        <source>There is no prompt set {name}, and no file.</source>
        <translation>没有提示词集 {name}，也没有这样的文件。</translation>
    </message>
    <message>
        <source>Saved sets: {sets}.</source>
        <translation>已保存的集：{sets}。</translation>
    </message>
    <message>
        <source>No set is saved yet.</source>
        <translation>还没有保存任何集。</translation>
    </message>
    <message>
        <source>{count} prompts are too many to be answered again and again in a run: at most {most}.</source>
        <translation>{count} 条提示词太多，无法在运行中反复回答：最多 {most} 条。</translation>
    </message>
    <message>
        <source>Choose a smaller set; Try answers larger ones over the checkpoints afterwards.</source>
        <translation>请选择更小的集；较大的集可在之后用“试用”跨检查点回答。</translation>
    </message>
    <message>
        <source>{file} has {count} prompts; a set has at most {most}.</source>
        <translation>{file} 有 {count} 条提示词；一组最多 {most} 条。</translation>
    </message>
    <message>
        <source>Split the file.</source>
        <translation>请拆分该文件。</translation>
    </message>
    <message>
        <source>Check that the file is there and that you may read it.</source>
        <translation>请检查文件是否存在，以及您是否有权读取。</translation>
    </message>
    <message>
        <source>{file} holds no prompts.</source>
        <translation>{file} 中没有提示词。</translation>
    </message>
    <message>
        <source>It must be a text file with one prompt a line, or a JSON list of texts.</source>
        <translation>它须是每行一条提示词的文本文件，或 JSON 的文本列表。</translation>
    </message>
    <message>
        <source>{name} is not in the queue.</source>
        <translation>{name} 不在队列中。</translation>
    </message>
    <message>
        <source>`workbench queue list` shows what is.</source>
        <translation>`workbench queue list` 会显示队列内容。</translation>
    </message>
    <message>
        <source>lora_target_linear takes every linear layer; tick what it leaves out in the layer tree</source>
        <translation>lora_target_linear 选取每个线性层；请在层树中勾选它漏掉的</translation>
    </message>
    <message>
        <source>no such start here</source>
        <translation>这里没有这种初始化</translation>
    </message>
    <message>
        <source>how rows are read is shown in Data</source>
        <translation>行的读取方式显示在“数据”中</translation>
    </message>
    <message>
        <source>the model's own configuration is used</source>
        <translation>使用模型自己的配置</translation>
    </message>
    <message>
        <source>LoRA on an unquantised base is what is trained here</source>
        <translation>这里训练的是未量化基座上的 LoRA</translation>
    </message>
    <message>
        <source>answers are learned here, not rewards</source>
        <translation>这里学习的是回答，不是奖励</translation>
    </message>
    <message>
        <source>it follows from the layer</source>
        <translation>它由层决定</translation>
    </message>
    <message>
        <source>the whole file is read</source>
        <translation>读取整个文件</translation>
    </message>
    <message>
        <source>role or from is read here</source>
        <translation>这里读取 role 或 from</translation>
    </message>
    <message>
        <source>content or value is read here</source>
        <translation>这里读取 content 或 value</translation>
    </message>
    <message>
        <source>answers are what is learned here</source>
        <translation>这里学习的是回答</translation>
    </message>
    <message>
        <source>the optimiser is AdamW here</source>
        <translation>这里的优化器是 AdamW</translation>
    </message>
    <message>
        <source>This recipe learns from preferences or rewards ({what}), not from answers.</source>
        <translation>这个配方从偏好或奖励（{what}）中学习，而不是从回答中。</translation>
    </message>
    <message>
        <source>Open a recipe of supervised fine-tuning.</source>
        <translation>请打开监督微调的配方。</translation>
    </message>
    <message>
        <source>{iterations} is 16 or -1 here; PiSSA is computed exactly instead</source>
        <translation>{iterations} 在这里只能是 16 或 -1；改为精确计算 PiSSA</translation>
    </message>
    <message>
        <source>check its columns in Data: {renamed}</source>
        <translation>请在“数据”中检查它的列：{renamed}</translation>
    </message>
    <message>
        <source>{notes}</source>
        <translation>{notes}</translation>
    </message>
    <message>
        <source>of one device: with several, multiply the effective batch by their number</source>
        <translation>指单个设备：有多个设备时，请把有效批大小乘以设备数</translation>
    </message>
    <message>
        <source>only the first dataset is taken; left out: {names}</source>
        <translation>只采用第一个数据集；已略去：{names}</translation>
    </message>
    <message>
        <source>only the first dataset is taken</source>
        <translation>只采用第一个数据集</translation>
    </message>
    <message>
        <source>not on this machine: choose a model folder that is</source>
        <translation>不在这台机器上：请选择本机的模型文件夹</translation>
    </message>
    <message>
        <source>not on this machine: choose a data file that is</source>
        <translation>不在这台机器上：请选择本机的数据文件</translation>
    </message>
    <message>
        <source>counted in steps, and how many the run has follows from the data; here it is a share</source>
        <translation>按步计，而运行有多少步取决于数据；这里用的是比例</translation>
    </message>
    <message>
        <source>the rate falls as a cosine, linearly, after a constant part (wsd), or not at all here</source>
        <translation>这里的学习率可按余弦、线性下降，可先恒定后下降（wsd），也可不下降</translation>
    </message>
    <message>
        <source>which is not a number</source>
        <translation>它不是数</translation>
    </message>
    <message>
        <source>which is not a finite number</source>
        <translation>它不是有限的数</translation>
    </message>
    <message>
        <source>which is not a whole number</source>
        <translation>它不是整数</translation>
    </message>
    <message>
        <source>which is neither true nor false</source>
        <translation>它既不是 true 也不是 false</translation>
    </message>
    <message>
        <source>which is not text</source>
        <translation>它不是文本</translation>
    </message>
    <message>
        <source>put the template's text into Data</source>
        <translation>请把模板的文本放进“数据”</translation>
    </message>
    <message>
        <source>which are not named values</source>
        <translation>它不是带名称的值</translation>
    </message>
    <message>
        <source>which are not names of modules</source>
        <translation>它们不是模块名称</translation>
    </message>
    <message>
        <source>which names no module</source>
        <translation>它没有标明任何模块</translation>
    </message>
    <message>
        <source>with transformers' own number of cycles, 1, it is a plain cosine</source>
        <translation>按 transformers 默认的周期数 1，它就是普通的余弦</translation>
    </message>
    <message>
        <source>a number of rows; here a share of them is held out</source>
        <translation>是行数；这里按比例留出</translation>
    </message>
    <message>
        <source>at most half of the rows can be held out here</source>
        <translation>这里最多可留出一半的行</translation>
    </message>
    <message>
        <source>which file of a dataset is meant is chosen in Data</source>
        <translation>指的是数据集的哪个文件，在“数据”中选择</translation>
    </message>
    <message>
        <source>a constant schedule has no warm-up (constant_with_warmup has)</source>
        <translation>恒定调度没有预热（constant_with_warmup 有）</translation>
    </message>
    <message>
        <source>a name in dataset_info.json: choose its file</source>
        <translation>是 dataset_info.json 中的名称：请选择它的文件</translation>
    </message>
    <message>
        <source>LLaMA Board</source>
        <translation>LLaMA Board</translation>
    </message>
    <message>
        <source>Supervised Fine-Tuning</source>
        <translation>监督微调</translation>
    </message>
    <message>
        <source>the base is held in bfloat16 or float32 here</source>
        <translation>这里的基座以 bfloat16 或 float32 保存</translation>
    </message>
    <message>
        <source>a name in LLaMA Board's list: choose the model's folder</source>
        <translation>是 LLaMA Board 列表中的名称：请选择模型的文件夹</translation>
    </message>
    <message>
        <source>LoRA is what is trained here</source>
        <translation>这里训练的是 LoRA</translation>
    </message>
    <message>
        <source>a draft is there to be trained</source>
        <translation>草稿就是用来训练的</translation>
    </message>
    <message>
        <source>PiSSA takes 16 iterations or is exact here</source>
        <translation>这里的 PiSSA 要么迭代 16 次，要么精确计算</translation>
    </message>
    <message>
        <source>PiSSA is always saved as plain LoRA here</source>
        <translation>这里的 PiSSA 始终保存为普通 LoRA</translation>
    </message>
    <message>
        <source>there is no such setting here</source>
        <translation>这里没有这个设置</translation>
    </message>
    <message>
        <source>the base is held in bfloat16 or float32 here, not quantised</source>
        <translation>这里的基座以 bfloat16 或 float32 保存，不量化</translation>
    </message>
    <message>
        <source>one device trains here</source>
        <translation>这里由一个设备训练</translation>
    </message>
    <message>
        <source>how attention and layers are computed is decided here; the result is the same</source>
        <translation>注意力与各层如何计算由这里决定；结果相同</translation>
    </message>
    <message>
        <source>it trades time for memory and changes no result; rows run here in micro-batches that fit</source>
        <translation>它以时间换内存，不改变结果；这里的行按放得下的微批计算</translation>
    </message>
    <message>
        <source>every step is written into the run's folder; no tracker is fed</source>
        <translation>每一步都写入运行的文件夹；不向任何跟踪平台发送</translation>
    </message>
    <message>
        <source>the adapter is saved when the run ends or is stopped</source>
        <translation>适配器在运行结束或停止时保存</translation>
    </message>
    <message>
        <source>nothing is uploaded</source>
        <translation>不上传任何内容</translation>
    </message>
    <message>
        <source>every run has a folder of its own (--out in the terminal)</source>
        <translation>每次运行都有自己的文件夹（终端中用 --out）</translation>
    </message>
    <message>
        <source>the model's own chat template is used</source>
        <translation>使用模型自己的对话模板</translation>
    </message>
    <message>
        <source>packing is chosen here (data.packing), and joins rows across their borders</source>
        <translation>这里用 data.packing 选择打包，并会跨越行的边界拼接</translation>
    </message>
    <message>
        <source>how rows are loaded and tokenised needs no setting here</source>
        <translation>行如何加载和分词，这里无需设置</translation>
    </message>
    <message>
        <source>no code of a model is run here</source>
        <translation>这里不运行模型自带的代码</translation>
    </message>
    <message>
        <source>held-out rows are a share of the data, and how often they are measured is set by Evaluations</source>
        <translation>留出的行是数据的一部分，多久评估一次由“评估次数”设定</translation>
    </message>
    <message>
        <source>training is in bfloat16 or float32 here</source>
        <translation>这里以 bfloat16 或 float32 训练</translation>
    </message>
    <message>
        <source>the optimiser is AdamW here, with its usual constants</source>
        <translation>这里的优化器是使用常规常数的 AdamW</translation>
    </message>
    <message>
        <source>layers, and those trained whole, are chosen in the layer tree: their paths depend on the model</source>
        <translation>层以及整体训练的模块在层树中选择：其路径取决于模型</translation>
    </message>
    <message>
        <source>all rows of the file are used, each as often as the others</source>
        <translation>使用文件的全部行，各行次数相同</translation>
    </message>
    <message>
        <source>how the fields of a row are read is shown in Data</source>
        <translation>行的各字段如何读取显示在“数据”中</translation>
    </message>
    <message>
        <source>a run ends early by its held-out loss alone here</source>
        <translation>这里只根据留出损失提前结束</translation>
    </message>
    <message>
        <source>another run's state is not taken over</source>
        <translation>不接管另一次运行的状态</translation>
    </message>
    <message>
        <source>the model's class and revision are what its folder holds</source>
        <translation>模型的类别与版本就是其文件夹中的内容</translation>
    </message>
    <message>
        <source>it belongs to models that see or hear</source>
        <translation>它属于处理图像或声音的模型</translation>
    </message>
    <message>
        <source>it concerns trying a model, not training it</source>
        <translation>它关乎试用模型，而不是训练</translation>
    </message>
    <message>
        <source>raw text to go on pre-training with: choose its file in Data</source>
        <translation>用于继续预训练的原始文本：请在“数据”中选择其文件</translation>
    </message>
    <message>
        <source>it belongs to learning from preferences or rewards</source>
        <translation>它属于从偏好或奖励中学习</translation>
    </message>
    <message>
        <source>the loss is the mean over the learned tokens here</source>
        <translation>这里的损失是所学 token 的平均</translation>
    </message>
    <message>
        <source>the model and its vocabulary stay as they are</source>
        <translation>模型及其词表保持不变</translation>
    </message>
    <message>
        <source>environment variables are set where the program is started</source>
        <translation>环境变量在启动程序的地方设置</translation>
    </message>
    <message>
        <source>{key} says it already</source>
        <translation>{key} 已经说明</translation>
    </message>
    <message>
        <source>{program}'s default; {reason}</source>
        <translation>{program} 的默认值；{reason}</translation>
    </message>
    <message>
        <source>{key} is {value}, {problem}</source>
        <translation>{key} 为 {value}，{problem}</translation>
    </message>
    <message>
        <source>{key} is {value}, which cannot be taken over: {problem}</source>
        <translation>{key} 为 {value}，无法采用：{problem}</translation>
    </message>
    <message>
        <source>{source}, a recipe of {program}: {problem}.</source>
        <translation>{source}（{program} 的配方）：{problem}。</translation>
    </message>
    <message>
        <source>{advice}</source>
        <translation>{advice}</translation>
    </message>
    <message>
        <source>Correct it in the file, and open it again.</source>
        <translation>请在文件中改正，再重新打开。</translation>
    </message>
    <message>
        <source>where it is off, TRL learns every token of a chat; here, what is learned is set by Loss on</source>
        <translation>关闭它时，TRL 会学习对话的每个 token；在这里，学习什么由“损失计算范围”设定</translation>
    </message>
    <message>
        <source>TRL measures its dataset's own test split; here a share of the rows is held out</source>
        <translation>TRL 用数据集自带的 test 部分评估；这里按比例留出行</translation>
    </message>
    <message>
        <source>LoRA is what is trained here, not the whole model</source>
        <translation>这里训练的是 LoRA，而不是整个模型</translation>
    </message>
    <message>
        <source>models that continue text are trained here</source>
        <translation>这里训练的是续写文本的模型</translation>
    </message>
    <message>
        <source>rows are always shuffled, by the seed</source>
        <translation>行总是按随机种子打乱</translation>
    </message>
    <message>
        <source>long rows are cut at their end here</source>
        <translation>这里在末尾截断过长的行</translation>
    </message>
    <message>
        <source>the loss is the mean over learned tokens here</source>
        <translation>这里的损失是所学 token 的平均</translation>
    </message>
    <message>
        <source>which layers are trained is chosen in the layer tree</source>
        <translation>训练哪些层在层树中选择</translation>
    </message>
    <message>
        <source>To remove modules, prune them.</source>
        <translation>要去掉模块，请剪除它们。</translation>
    </message>
    <message>
        <source>The share to keep must be above 0 and at most 1, not {energy}.</source>
        <translation>保留的比例须大于 0 且不超过 1，不能是 {energy}。</translation>
    </message>
    <message>
        <source>0.95 keeps 95 % of ‖ΔW‖².</source>
        <translation>0.95 保留 ‖ΔW‖² 的 95 %。</translation>
    </message>
    <message>
        <source>Nothing says what to keep.</source>
        <translation>没有说明要保留什么。</translation>
    </message>
    <message>
        <source>Give a rank, a share of the energy, or ranks by module.</source>
        <translation>请给出秩、能量的比例，或按模块给出秩。</translation>
    </message>
    <message>
        <source>No module of this adapter changed anything, so no ranks follow from it.</source>
        <translation>这个适配器没有任何模块有改动，因此得不出秩。</translation>
    </message>
    <message>
        <source>Train it longer or at a higher learning rate first.</source>
        <translation>请先训练更久，或用更高的学习率。</translation>
    </message>
    <message>
        <source>{name} was trained by another program: only its curves are here.</source>
        <translation>{name} 是用其他程序训练的：这里只有它的曲线。</translation>
    </message>
    <message>
        <source>Duplicate it, and train the draft.</source>
        <translation>请复制它，再训练该草稿。</translation>
    </message>
    <message>
        <source>{name} is being trained by process {pid}.</source>
        <translation>进程 {pid} 正在训练 {name}。</translation>
    </message>
    <message>
        <source>`workbench continue` lets a paused run go on.</source>
        <translation>`workbench continue` 可让暂停的运行继续。</translation>
    </message>
    <message>
        <source>{name} has already done {step} steps.</source>
        <translation>{name} 已完成 {step} 步。</translation>
    </message>
    <message>
        <source>Give a larger number, or +{more} for more of them.</source>
        <translation>请给出更大的数，或用 +{more} 追加这么多步。</translation>
    </message>
    <message>
        <source>{name} is finished: all {steps} steps are done.</source>
        <translation>{name} 已完成：全部 {steps} 步都已训练。</translation>
    </message>
    <message>
        <source>--steps +{more} adds more of them.</source>
        <translation>--steps +{more} 可追加这么多步。</translation>
    </message>
    <message>
        <source>These settings changed since step {step}: {changes}.</source>
        <translation>自第 {step} 步以来，这些设置已改变：{changes}。</translation>
    </message>
    <message>
        <source>Go on with the old values (--keep), or begin a new run from this step with the new ones (--fork).</source>
        <translation>请用旧值继续（--keep），或从这一步用新值开始新的运行（--fork）。</translation>
    </message>
    <message>
        <source>A run that goes on from step {step} keeps its model and its layers: {changes}.</source>
        <translation>从第 {step} 步继续的运行要保留其模型和层：{changes}。</translation>
    </message>
    <message>
        <source>Start a new run with them instead.</source>
        <translation>请改为用它们开始新的运行。</translation>
    </message>
    <message>
        <source>Known: {known}.</source>
        <translation>可用的有：{known}。</translation>
    </message>
    <message>
        <source>date:&gt;7d, date:&lt;2w, date:today, date:2026-11, date:&gt;2026-11-01</source>
        <translation>date:&gt;7d、date:&lt;2w、date:today、date:2026-11、date:&gt;2026-11-01</translation>
    </message>
    <message>
        <source>A run does not know “{verb}”.</source>
        <translation>运行不认识 “{verb}”。</translation>
    </message>
    <message>
        <source>It knows {verbs}.</source>
        <translation>它认识 {verbs}。</translation>
    </message>
    <message>
        <source>No free name for {name} in {root}.</source>
        <translation>{root} 中没有可供 {name} 使用的名称。</translation>
    </message>
    <message>
        <source>Rename the run.</source>
        <translation>请给运行改名。</translation>
    </message>
    <message>
        <source>{folder} already holds a run.</source>
        <translation>{folder} 中已有一次运行。</translation>
    </message>
    <message>
        <source>Choose another folder with --out, or remove that run first.</source>
        <translation>请用 --out 选择另一个文件夹，或先移走那次运行。</translation>
    </message>
    <message>
        <source>Choose a new folder for the run.</source>
        <translation>请为运行选择新的文件夹。</translation>
    </message>
    <message>
        <source>There is no setting {key}.</source>
        <translation>没有设置 {key}。</translation>
    </message>
    <message>
        <source>`workbench schema` lists every setting.</source>
        <translation>`workbench schema` 会列出所有设置。</translation>
    </message>
    <message>
        <source>Give the path of a run spec (YAML), or the word starter.</source>
        <translation>请给出运行配置（YAML）的路径，或写 starter。</translation>
    </message>
    <message>
        <source>{path} is not a YAML file: {reason}</source>
        <translation>{path} 不是 YAML 文件：{reason}</translation>
    </message>
    <message>
        <source>`workbench schema` describes the format; every run folder holds an example, run.yaml.</source>
        <translation>`workbench schema` 说明了格式；每个运行文件夹都有示例 run.yaml。</translation>
    </message>
    <message>
        <source>{where}{key}: {problem} (it is {value}).</source>
        <translation>{where}{key}：{problem}（当前为 {value}）。</translation>
    </message>
    <message>
        <source>{help}</source>
        <translation>{help}</translation>
    </message>
    <message>
        <source>input should be greater than {gt}</source>
        <translation>输入应大于 {gt}</translation>
    </message>
    <message>
        <source>input should be greater than or equal to {ge}</source>
        <translation>输入应大于或等于 {ge}</translation>
    </message>
    <message>
        <source>input should be less than {lt}</source>
        <translation>输入应小于 {lt}</translation>
    </message>
    <message>
        <source>input should be less than or equal to {le}</source>
        <translation>输入应小于或等于 {le}</translation>
    </message>
    <message>
        <source>input should be a valid integer</source>
        <translation>输入应为整数</translation>
    </message>
    <message>
        <source>input should be a valid integer, unable to parse string as an integer</source>
        <translation>输入应为整数，无法把文本解析为整数</translation>
    </message>
    <message>
        <source>input should be a valid integer, got a number with a fractional part</source>
        <translation>输入应为整数，却带有小数部分</translation>
    </message>
    <message>
        <source>input should be a valid number</source>
        <translation>输入应为数</translation>
    </message>
    <message>
        <source>input should be a valid number, unable to parse string as a number</source>
        <translation>输入应为数，无法把文本解析为数</translation>
    </message>
    <message>
        <source>input should be a finite number</source>
        <translation>输入应为有限的数</translation>
    </message>
    <message>
        <source>input should be a valid boolean</source>
        <translation>输入应为 true 或 false</translation>
    </message>
    <message>
        <source>input should be a valid boolean, unable to interpret input</source>
        <translation>输入应为 true 或 false，无法理解所给的值</translation>
    </message>
    <message>
        <source>input should be a valid string</source>
        <translation>输入应为文本</translation>
    </message>
    <message>
        <source>input should be {expected}</source>
        <translation>输入应为 {expected}</translation>
    </message>
    <message>
        <source>extra inputs are not permitted</source>
        <translation>不允许多余的输入</translation>
    </message>
    <message>
        <source>field required</source>
        <translation>缺少必填项</translation>
    </message>
    <message>
        <source>a name has 1 to 100 characters and no slashes</source>
        <translation>名称须为 1 到 100 个字符，且不含斜杠</translation>
    </message>
    <message>
        <source>the spec</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>`workbench schema` lists every setting with its range.</source>
        <translation>`workbench schema` 会列出每个设置及其范围。</translation>
    </message>
    <message>
        <source>it belongs to somebody else</source>
        <translation>它属于别人</translation>
    </message>
    <message>
        <source>it is being trained</source>
        <translation>它正在训练</translation>
    </message>
    <message>
        <source>it waits in the queue</source>
        <translation>它在队列中等待</translation>
    </message>
    <message>
        <source>it is paused</source>
        <translation>它已暂停</translation>
    </message>
    <message>
        <source>it has not begun</source>
        <translation>它尚未开始</translation>
    </message>
    <message>
        <source>Tick at least one layer, or all linear layers.</source>
        <translation>请至少勾选一层，或勾选所有线性层。</translation>
    </message>
    <message>
        <source>{conflict}</source>
        <translation>{conflict}</translation>
    </message>
    <message>
        <source>Change the modules that are trained whole.</source>
        <translation>请更改要整体训练的模块。</translation>
    </message>
    <message>
        <source>{count} ticked modules cannot be trained like this, first {path}: {reason}.</source>
        <translation>有 {count} 个已勾选的模块无法这样训练，第一个是 {path}：{reason}。</translation>
    </message>
    <message>
        <source>Untick them, or choose another method, initialisation or dropout.</source>
        <translation>请取消勾选它们，或更换方法、初始化或 dropout。</translation>
    </message>
    <message>
        <source>{count:,} modules have a rank above the smaller side of their matrix, first {path} ({limit:,}): that trains more numbers and can express nothing more.</source>
        <translation>有 {count:,} 个模块的秩超过其矩阵较小的一边，第一个是 {path}（{limit:,}）：这会训练更多的数，却不能表达更多内容。</translation>
    </message>
    <message>
        <source>Choose float32 as base dtype, or leave the biases as they are.</source>
        <translation>请把基座的数值格式选为 float32，或让偏置保持不变。</translation>
    </message>
    <message>
        <source>{architecture} is not a causal language model: its layers can be looked at, not trained.</source>
        <translation>{architecture} 不是因果语言模型：可以查看它的层，但不能训练。</translation>
    </message>
    <message>
        <source>Choose a model that generates text: its config.json names an architecture …ForCausalLM.</source>
        <translation>请选择生成文本的模型：其 config.json 标明的架构为 …ForCausalLM。</translation>
    </message>
    <message>
        <source>{name} is no longer in the trash.</source>
        <translation>{name} 已不在回收站中。</translation>
    </message>
    <message>
        <source>Somebody has emptied it.</source>
        <translation>回收站已被清空。</translation>
    </message>
    <message>
        <source>{path} does not lie in the trash.</source>
        <translation>{path} 不在回收站中。</translation>
    </message>
    <message>
        <source>Only what lies there is deleted.</source>
        <translation>只删除回收站中的内容。</translation>
    </message>
    <message>
        <source>{name}, to which these checkpoints belong, is not at {path}.</source>
        <translation>这些检查点所属的 {name} 不在 {path}。</translation>
    </message>
    <message>
        <source>Restore the run first.</source>
        <translation>请先还原该运行。</translation>
    </message>
    <message>
        <source>It has not learned anything: ΔW is zero in all {count} modules.</source>
        <translation>它什么也没学到：全部 {count} 个模块的 ΔW 都为零。</translation>
    </message>
    <message>
        <source>{percent} % of the change is in {kind}.</source>
        <translation>{percent} % 的改动在 {kind} 中。</translation>
    </message>
    <message>
        <source>The change is spread over all modules; the largest is in {path}, {percent} % of it.</source>
        <translation>改动分布在所有模块；最大的在 {path}，占 {percent} %。</translation>
    </message>
    <message>
        <source>{numbers} numbers are NaN or infinite, in {count} modules, first {path}: it is broken.</source>
        <translation>有 {numbers} 个数是 NaN 或无穷大，分布在 {count} 个模块中，第一个是 {path}：它已损坏。</translation>
    </message>
    <message>
        <source>Trained whole: {names}.</source>
        <translation>整体训练：{names}。</translation>
    </message>
    <message>
        <source>It learned mostly in block {first}: {percent} % of the change.</source>
        <translation>学习主要发生在第 {first} 块：占改动的 {percent} %。</translation>
    </message>
    <message>
        <source>It learned mostly in blocks {first}–{last}: {percent} % of the change.</source>
        <translation>学习主要发生在第 {first}–{last} 块：占改动的 {percent} %。</translation>
    </message>
    <message>
        <source>The adapter barely moved (‖ΔW‖ is {percent} % of ‖W‖): raise the learning rate or train longer.</source>
        <translation>适配器几乎没有变化（‖ΔW‖ 为 ‖W‖ 的 {percent} %）：请提高学习率或训练更久。</translation>
    </message>
    <message>
        <source>1 module changes nothing: {path}.</source>
        <translation>有 1 个模块没有改变任何东西：{path}。</translation>
    </message>
    <message>
        <source>{count} modules change nothing, first {path}.</source>
        <translation>有 {count} 个模块没有改变任何东西，第一个是 {path}。</translation>
    </message>
    <message>
        <source>1 module uses less than a quarter of its rank: {path}.</source>
        <translation>有 1 个模块使用的秩不到四分之一：{path}。</translation>
    </message>
    <message>
        <source>{count} modules use less than a quarter of their rank, first {path}.</source>
        <translation>有 {count} 个模块使用的秩不到四分之一，第一个是 {path}。</translation>
    </message>
    <message>
        <source>1 module changes in one direction only: {path}.</source>
        <translation>有 1 个模块只在一个方向上改变：{path}。</translation>
    </message>
    <message>
        <source>{count} modules change in one direction only, first {path}.</source>
        <translation>有 {count} 个模块只在一个方向上改变，第一个是 {path}。</translation>
    </message>
    <message>
        <source>1 module has intruder dimensions (strong directions that the base does not have): {path}.</source>
        <translation>有 1 个模块出现侵入维度（基座没有的强方向）：{path}。</translation>
    </message>
    <message>
        <source>{count} modules have intruder dimensions (strong directions that the base does not have), first {path}.</source>
        <translation>有 {count} 个模块出现侵入维度（基座没有的强方向），第一个是 {path}。</translation>
    </message>
    <message>
        <source>It moved the adapted weights by {percent} % (‖ΔW‖ of ‖W‖).</source>
        <translation>它使被适配的权重改变了 {percent} %（‖ΔW‖ 比 ‖W‖）。</translation>
    </message>
    <message>
        <source>Something unexpected happened: {kind}: {problem}</source>
        <translation>发生了意外：{kind}：{problem}</translation>
    </message>
    <message>
        <source>Try again; the details help in a report.</source>
        <translation>请重试；报告问题时，详情会有帮助。</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>正在测量</translation>
    </message>
    <message>
        <source>Comparing with the base</source>
        <translation>正在与基座比较</translation>
    </message>
    <message>
        <source>Measuring checkpoints</source>
        <translation>正在测量各检查点</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>正在比较</translation>
    </message>
    <message>
        <source>Resizing</source>
        <translation>正在调整秩</translation>
    </message>
    <message>
        <source>Merging</source>
        <translation>正在合并</translation>
    </message>
    <message>
        <source>Extracting</source>
        <translation>正在提取</translation>
    </message>
    <message>
        <source>“{word}” cannot be shown.</source>
        <translation>“{word}” 无法显示。</translation>
    </message>
    <message>
        <source>A, B and delta can.</source>
        <translation>可以显示 A、B 和 delta。</translation>
    </message>
    <message>
        <source>{count} whole numbers are needed here, not {numbers}.</source>
        <translation>这里需要 {count} 个整数，而不是 {numbers}。</translation>
    </message>
    <message>
        <source>Answering</source>
        <translation>正在回答</translation>
    </message>
    <message>
        <source>There is no job “{job}”.</source>
        <translation>没有任务 “{job}”。</translation>
    </message>
    <message>
        <source>The jobs are {jobs}.</source>
        <translation>任务有 {jobs}。</translation>
    </message>
    <message>
        <source>A run folder has a run.yaml.</source>
        <translation>运行文件夹中有 run.yaml。</translation>
    </message>
    <message>
        <source>Reading batches</source>
        <translation>正在读取批次</translation>
    </message>
    <message>
        <source>The job {job} cannot be asked like this: {reason}.</source>
        <translation>不能这样请求任务 {job}：{reason}。</translation>
    </message>
    <message>
        <source>Its layers can be planned; training needs its safetensors files.</source>
        <translation>它的层可以规划；训练则需要它的 safetensors 文件。</translation>
    </message>
    <message>
        <source>The answer cannot be sent: {reason}.</source>
        <translation>无法发送结果：{reason}。</translation>
    </message>
    <message>
        <source>The answer is too long to be sent: {size} MiB of {limit} MiB.</source>
        <translation>结果过长，无法发送：{size} MiB，上限为 {limit} MiB。</translation>
    </message>
    <message>
        <source>Ask for less at once.</source>
        <translation>请一次少请求一些。</translation>
    </message>
    <message>
        <source>The data was not read to its end.</source>
        <translation>数据没有读完。</translation>
    </message>
    <message>
        <source>Nothing can be trained before every row was looked at.</source>
        <translation>查看完所有行之前，无法开始训练。</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>请选择模型</translation>
    </message>
    <message>
        <source>Choose a dataset</source>
        <translation>请选择数据集</translation>
    </message>
    <message>
        <source>Reading the model and the data…</source>
        <translation>正在读取模型和数据…</translation>
    </message>
    <message>
        <source>The model's folder has no weights, only its config.</source>
        <translation>模型的文件夹没有权重，只有配置。</translation>
    </message>
    <message>
        <source>Fetch model.safetensors into it; the plan can be made before.</source>
        <translation>请把 model.safetensors 放进去；方案可以先制定。</translation>
    </message>
    <message>
        <source>Try again; if it ends again, less memory may be free than it needs.</source>
        <translation>请重试；如果再次结束，可能是剩余内存不够。</translation>
    </message>
    <message>
        <source>The helper process {ended}.</source>
        <translation>辅助进程{ended}。</translation>
    </message>
    <message>
        <source>Duplicate it: the draft is yours.</source>
        <translation>请复制它：草稿是您的。</translation>
    </message>
    <message>
        <source>Another window controls {name}.</source>
        <translation>另一个窗口正在控制 {name}。</translation>
    </message>
    <message>
        <source>Take it over first: the link stands in the header.</source>
        <translation>请先接管它：链接在标题栏中。</translation>
    </message>
    <message>
        <source>{name} trains now.</source>
        <translation>{name} 正在训练。</translation>
    </message>
    <message>
        <source>Resume when it has ended, or pause it with its memory released.</source>
        <translation>请等它结束后再恢复，或暂停它并释放内存。</translation>
    </message>
    <message>
        <source>peft did not make what was ticked: {count} modules differ ({first}); {trainable} parameters are trainable, {expected} were planned.</source>
        <translation>peft 没有按勾选的内容创建：有 {count} 个模块不同（{first}）；可训练参数为 {trainable}，计划为 {expected}。</translation>
    </message>
    <message>
        <source>This is a defect of the workbench: report it with this sentence. Nothing was trained.</source>
        <translation>这是本程序的缺陷：请连同这句话一起报告。没有进行任何训练。</translation>
    </message>
    <message>
        <source>DoRA divides by the length of each output's weights, and {path} has outputs without any weight.</source>
        <translation>DoRA 要除以每个输出的权重长度，而 {path} 有些输出没有任何权重。</translation>
    </message>
    <message>
        <source>Untick that layer, or train without DoRA.</source>
        <translation>请取消勾选该层，或不用 DoRA 训练。</translation>
    </message>
    <message>
        <source>The adapter in {folder} does not fit this model: {reason}</source>
        <translation>{folder} 中的适配器与这个模型对不上：{reason}</translation>
    </message>
    <message>
        <source>Choose the base it was trained on (base_model_name_or_path in adapter_config.json).</source>
        <translation>请选择训练时所用的基座（见 adapter_config.json 中的 base_model_name_or_path）。</translation>
    </message>
    <message>
        <source>{module} is not adapted, so it cannot be switched off.</source>
        <translation>{module} 没有被适配，因此无法关闭。</translation>
    </message>
    <message>
        <source>The adapter changes {count} modules, first {first}.</source>
        <translation>适配器改动了 {count} 个模块，第一个是 {first}。</translation>
    </message>
    <message>
        <source>{folder} has no adapter_config.json.</source>
        <translation>{folder} 没有 adapter_config.json。</translation>
    </message>
    <message>
        <source>Choose a run folder or a peft adapter folder.</source>
        <translation>请选择运行文件夹或 peft 适配器文件夹。</translation>
    </message>
    <message>
        <source>{folder} is an adapter made with {method}, not a LoRA.</source>
        <translation>{folder} 是用 {method} 训练的适配器，不是 LoRA。</translation>
    </message>
    <message>
        <source>Choose a LoRA adapter.</source>
        <translation>请选择 LoRA 适配器。</translation>
    </message>
    <message>
        <source>Choose a run that has saved its adapter. Pickled adapters (.bin) are not opened.</source>
        <translation>请选择已保存适配器的运行。pickle 格式的适配器（.bin）不会打开。</translation>
    </message>
    <message>
        <source>{there} there, {here} here</source>
        <translation>那里为 {there}，这里为 {here}</translation>
    </message>
    <message>
        <source>The adapter in {folder} was trained on another base: {count} of its {total} modules do not fit this model ({sizes}first {path}: {reason}).</source>
        <translation>{folder} 中的适配器是在另一个基座上训练的：{total} 个模块中有 {count} 个与这个模型对不上（{sizes}第一个是 {path}：{reason}）。</translation>
    </message>
    <message>
        <source>Choose the base it was trained on{base}.</source>
        <translation>请选择训练时所用的基座{base}。</translation>
    </message>
    <message>
        <source>The file may be incomplete: copy or save the adapter again.</source>
        <translation>文件可能不完整：请重新复制或保存适配器。</translation>
    </message>
    <message>
        <source>hidden size {there} there, {here} here; </source>
        <translation>隐藏维度那里为 {there}，这里为 {here}；</translation>
    </message>
    <message>
        <source>it does not exist here</source>
        <translation>这里不存在</translation>
    </message>
    <message>
        <source>input {theirs} there, {ours} here</source>
        <translation>输入那里为 {theirs}，这里为 {ours}</translation>
    </message>
    <message>
        <source>output {theirs} there, {ours} here</source>
        <translation>输出那里为 {theirs}，这里为 {ours}</translation>
    </message>
    <message>
        <source>The adapter holds values that are not finite, first in {name}; it was not saved.</source>
        <translation>适配器含有非有限值，首先出现在 {name}；没有保存。</translation>
    </message>
    <message>
        <source>Try a lower learning rate; the adapter saved before is kept.</source>
        <translation>请尝试更低的学习率；之前保存的适配器仍然保留。</translation>
    </message>
    <message>
        <source>The machine slept for {time}; the run goes on where it was.</source>
        <translation>机器休眠了 {time}；运行从原处继续。</translation>
    </message>
    <message>
        <source>What the run saves stays where it is. {reason}</source>
        <translation>这次运行的保存位置不变。{reason}</translation>
    </message>
    <message>
        <source>Goes on by itself when there is room.</source>
        <translation>有空间后会自动继续。</translation>
    </message>
    <message>
        <source>{size} missing on {where} to save step {step:,}.</source>
        <translation>{where} 还差 {size}，无法保存第 {step:,} 步。</translation>
    </message>
    <message>
        <source>Goes on by itself when it can be written.</source>
        <translation>可以写入后会自动继续。</translation>
    </message>
    <message>
        <source>Step {step:,} cannot be saved in {where}: {reason}.</source>
        <translation>第 {step:,} 步无法保存到 {where}：{reason}。</translation>
    </message>
    <message>
        <source>Step {step} could not be saved in {folder}: {reason}.</source>
        <translation>第 {step} 步未能保存到 {folder}：{reason}。</translation>
    </message>
    <message>
        <source>What was saved before is kept; the run can be resumed from there.</source>
        <translation>之前保存的内容仍然保留；可以从那里恢复运行。</translation>
    </message>
    <message>
        <source>The checkpoint of step {step} cannot be read: {reason}.</source>
        <translation>第 {step} 步的检查点无法读取：{reason}。</translation>
    </message>
    <message>
        <source>The checkpoint of step {step} is of other layers: {count} tensors do not fit, first {name}.</source>
        <translation>第 {step} 步的检查点属于其他层：有 {count} 个张量对不上，第一个是 {name}。</translation>
    </message>
    <message>
        <source>A plan of layers and ranks cannot change within a run; start a new one with it.</source>
        <translation>层与秩的方案不能在一次运行中改变；请用它开始新的运行。</translation>
    </message>
    <message>
        <source>unknown verb {verb}</source>
        <translation>未知的指令 {verb}</translation>
    </message>
    <message>
        <source>{name} cannot change while it runs ({known} can)</source>
        <translation>{name} 不能在运行中改变（可以改变的有 {known}）</translation>
    </message>
    <message>
        <source>{name} must be a number</source>
        <translation>{name} 必须是数</translation>
    </message>
    <message>
        <source>steps must be a whole number above {step}, the steps already done</source>
        <translation>步数必须是大于 {step}（已完成的步数）的整数</translation>
    </message>
    <message>
        <source>no setting is named</source>
        <translation>没有指明任何设置</translation>
    </message>
    <message>
        <source>learning_rate must be above 0 and at most 1</source>
        <translation>学习率必须大于 0 且不超过 1</translation>
    </message>
    <message>
        <source>There is no row {index}: the data has fewer.</source>
        <translation>没有第 {index} 行：数据没有那么多行。</translation>
    </message>
    <message>
        <source>The first row is 0.</source>
        <translation>第一行的编号是 0。</translation>
    </message>
    <message>
        <source>Rows cannot be searched for “{what}”.</source>
        <translation>不能按 “{what}” 搜索行。</translation>
    </message>
    <message>
        <source>They can for {known}.</source>
        <translation>可以按 {known} 搜索。</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>{path} is not UTF-16, as its first bytes say: line {line} or later holds no character.</source>
        <translation>{path} 开头的字节表明是 UTF-16，实际并不是：第 {line} 行或其后不是字符。</translation>
    </message>
    <message>
        <source>Save it as UTF-8.</source>
        <translation>请保存为 UTF-8。</translation>
    </message>
    <message>
        <source>{path} cannot be unpacked: it is cut off or damaged.</source>
        <translation>{path} 无法解压：它不完整或已损坏。</translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <translation>请重新复制或下载。</translation>
    </message>
    <message>
        <source>{path} is not UTF-8: in line {line}, byte {byte} at offset {offset} is not part of any character.</source>
        <translation>{path} 不是 UTF-8：第 {line} 行、偏移 {offset} 处的字节 {byte} 不属于任何字符。</translation>
    </message>
    <message>
        <source>Save it as UTF-8, or convert it: iconv -f {other} -t UTF-8 {name} &gt; converted-{name}</source>
        <translation>请保存为 UTF-8，或转换：iconv -f {other} -t UTF-8 {name} &gt; converted-{name}</translation>
    </message>
    <message>
        <source>{path} is not UTF-8: line 1 begins with bytes of UTF-16 without a mark, or of UTF-32.</source>
        <translation>{path} 不是 UTF-8：第 1 行以没有标记的 UTF-16 或 UTF-32 字节开头。</translation>
    </message>
    <message>
        <source>Save it as UTF-8, or convert it: iconv -f UTF-16LE -t UTF-8 {name} &gt; converted-{name}</source>
        <translation>请保存为 UTF-8，或转换：iconv -f UTF-16LE -t UTF-8 {name} &gt; converted-{name}</translation>
    </message>
    <message>
        <source>{path} has several columns {name}.</source>
        <translation>{path} 有多个名为 {name} 的列。</translation>
    </message>
    <message>
        <source>Write it again with a name of its own for each column.</source>
        <translation>请重新写出，让每一列有自己的名称。</translation>
    </message>
    <message>
        <source>{path} is not a whole {title} file: {reason}.</source>
        <translation>{path} 不是完整的 {title} 文件：{reason}。</translation>
    </message>
    <message>
        <source>Copy or download it again; its size may tell whether a part is missing.</source>
        <translation>请重新复制或下载；文件大小或许能说明是否缺了一部分。</translation>
    </message>
    <message>
        <source>{bad} of {rows} rows of {path} cannot be used ({reasons}); first {numbering} {line}{file}{detail}.</source>
        <translation>{path} 的 {rows} 行中有 {bad} 行无法使用（{reasons}）；第一处在 {numbering} {line}{file}{detail}。</translation>
    </message>
    <message>
        <source>Correct them, or set data.leave_out_bad_rows=true to train without them.</source>
        <translation>请改正它们，或设置 data.leave_out_bad_rows=true，不使用这些行训练。</translation>
    </message>
    <message>
        <source>No token of {path} would be learned: none of its {count} rows has an answer in its first {limit} tokens.</source>
        <translation>{path} 没有可学习的 token：{count} 行都在前 {limit} 个 token 内没有回答。</translation>
    </message>
    <message>
        <source>Raise data.max_length, or choose a model with a longer context.</source>
        <translation>请提高 data.max_length，或选择上下文更长的模型。</translation>
    </message>
    <message>
        <source>No row of {path} can be held out: {count} are also trained on.</source>
        <translation>{path} 没有可留出的行：有 {count} 行同时用于训练。</translation>
    </message>
    <message>
        <source>Choose a held-out file with rows of its own, or none.</source>
        <translation>请选择行不重复的留出文件，或不使用留出文件。</translation>
    </message>
    <message>
        <source>The model has no chat template: rows are written as {name}.</source>
        <translation>模型没有对话模板：行按 {name} 书写。</translation>
    </message>
    <message>
        <source>The model's chat template takes no system prompt: it stands before the first question. Rows: {moved}.</source>
        <translation>模型的对话模板不接受系统提示词：它会放在第一个问题之前。涉及行数：{moved}。</translation>
    </message>
    <message>
        <source>Rows that would have begun with two BOS tokens, and begin with one: {doubled}.</source>
        <translation>本会以两个 BOS token 开头、现以一个开头的行：{doubled}。</translation>
    </message>
    <message>
        <source>Fields that are not read: {names}.</source>
        <translation>未读取的字段：{names}。</translation>
    </message>
    <message>
        <source>Rows left out: {count} ({reasons}).</source>
        <translation>已排除的行：{count}（{reasons}）。</translation>
    </message>
    <message>
        <source>Rows are packed into {count} blocks of {tokens} tokens.</source>
        <translation>各行打包成 {count} 块，每块 {tokens} 个 token。</translation>
    </message>
    <message>
        <source>Rows cut at {tokens} tokens, the model's context, without their end mark: {cut}.</source>
        <translation>在 {tokens} 个 token（模型的上下文）处截断、失去结束标记的行：{cut}。</translation>
    </message>
    <message>
        <source>Rows cut at {tokens} tokens, the longest that there is memory for, without their end mark: {cut}.</source>
        <translation>在 {tokens} 个 token（内存允许的最大长度）处截断、失去结束标记的行：{cut}。</translation>
    </message>
    <message>
        <source>Rows cut at {tokens} tokens, without their end mark: {cut}.</source>
        <translation>在 {tokens} 个 token 处截断、失去结束标记的行：{cut}。</translation>
    </message>
    <message>
        <source>there are several columns {name}</source>
        <translation>有多个名为 {name} 的列</translation>
    </message>
    <message>
        <source>{count} columns</source>
        <translation>{count} 列</translation>
    </message>
    <message>
        <source>{count} fields</source>
        <translation>{count} 个字段</translation>
    </message>
    <message>
        <source>it has {has}, the header {columns}</source>
        <translation>它有 {has}，表头有 {columns}</translation>
    </message>
    <message>
        <source>{path} is no {title} file with a header: line {line}, {reason}.</source>
        <translation>{path} 不是带表头的 {title} 文件：第 {line} 行，{reason}。</translation>
    </message>
    <message>
        <source>The first line names the columns, each once; fields with line ends stand in double quotes.</source>
        <translation>第一行给出各列的名称，每个一次；含换行的字段放在双引号中。</translation>
    </message>
    <message>
        <source>unexpected end of data</source>
        <translation>数据意外结束</translation>
    </message>
    <message>
        <source>not valid CSV</source>
        <translation>不是有效的 CSV</translation>
    </message>
    <message>
        <source>it holds NUL characters</source>
        <translation>它含有 NUL 字符</translation>
    </message>
    <message>
        <source>a row of another length</source>
        <translation>列数不同的行</translation>
    </message>
    <message>
        <source>broken text</source>
        <translation>损坏的文本</translation>
    </message>
    <message>
        <source>it holds a NUL character</source>
        <translation>它含有 NUL 字符</translation>
    </message>
    <message>
        <source>line {line} is inside it</source>
        <translation>第 {line} 行在其中</translation>
    </message>
    <message>
        <source>line {line} and the lines up to {last} are inside it</source>
        <translation>第 {line} 行至第 {last} 行都在其中</translation>
    </message>
    <message>
        <source>a quote that is never closed</source>
        <translation>没有闭合的引号</translation>
    </message>
    <message>
        <source>a line ends with CR alone</source>
        <translation>有一行只以 CR 结尾</translation>
    </message>
    <message>
        <source>refused by the model's chat template</source>
        <translation>被模型的对话模板拒绝</translation>
    </message>
    <message>
        <source>column {column}: a JSON file begins with [ or {{</source>
        <translation>第 {column} 列：JSON 文件以 [ 或 {{ 开头</translation>
    </message>
    <message>
        <source>column {column}: {reason}</source>
        <translation>第 {column} 列：{reason}</translation>
    </message>
    <message>
        <source>{path} is one JSON object without exactly one list of rows; its fields are: {fields}.</source>
        <translation>{path} 是单个 JSON 对象，其中没有恰好一个行列表；它的字段有：{fields}。</translation>
    </message>
    <message>
        <source>{path} is not valid JSON: line {line}, {reason}.</source>
        <translation>{path} 不是有效的 JSON：第 {line} 行，{reason}。</translation>
    </message>
    <message>
        <source>{path} has no rows.</source>
        <translation>{path} 没有任何行。</translation>
    </message>
    <message>
        <source>not valid JSON</source>
        <translation>不是有效的 JSON</translation>
    </message>
    <message>
        <source>A data file is JSON (a list of objects) or JSONL (one object on each line).</source>
        <translation>数据文件须是 JSON（对象的列表）或 JSONL（每行一个对象）。</translation>
    </message>
    <message>
        <source>Expecting value</source>
        <translation>此处应有一个值</translation>
    </message>
    <message>
        <source>nested too deeply</source>
        <translation>嵌套过深</translation>
    </message>
    <message>
        <source>Extra data</source>
        <translation>多余的数据</translation>
    </message>
    <message>
        <source>Expecting ',' delimiter</source>
        <translation>此处应有逗号</translation>
    </message>
    <message>
        <source>Unterminated string</source>
        <translation>文本没有结束</translation>
    </message>
    <message>
        <source>{path} has no row {number}: it has {rows} usable rows, and {bad} that are put aside.</source>
        <translation>{path} 没有第 {number} 行：可用的有 {rows} 行，另有 {bad} 行被排除。</translation>
    </message>
    <message>
        <source>The first row is 1, the last {rows}.</source>
        <translation>第一行是 1，最后一行是 {rows}。</translation>
    </message>
    <message>
        <source>{path} is not text: line {line} holds a NUL character.</source>
        <translation>{path} 不是文本：第 {line} 行含有 NUL 字符。</translation>
    </message>
    <message>
        <source>Choose a text file; a Parquet or Arrow file needs its own ending.</source>
        <translation>请选择文本文件；Parquet 或 Arrow 文件需要相应的扩展名。</translation>
    </message>
    <message>
        <source>Plain text: each file is one document, because line ends and blank lines in prose do not say where a sample ends. For many samples in one file, use JSONL or CSV with a column text.</source>
        <translation>纯文本：每个文件是一篇文档，因为行尾和空行无法说明样本在哪里结束。要在一个文件中放多个样本，请用 JSONL，或带有 text 列的 CSV。</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>没有回答</translation>
    </message>
    <message>
        <source>{note} {why}</source>
        <translation>{note}{why}</translation>
    </message>
    <message>
        <source>it is {kind}</source>
        <translation>它是{kind}</translation>
    </message>
    <message>
        <source>None of the {count} rows of {path} can be used ({reasons}); first {numbering} {line}{detail}.</source>
        <translation>{path} 的 {count} 行都无法使用（{reasons}）；第一处在 {numbering} {line}{detail}。</translation>
    </message>
    <message>
        <source> ({detail})</source>
        <translation>（{detail}）</translation>
    </message>
    <message>
        <source>{reason}: {count}</source>
        <translation>{reason}：{count}</translation>
    </message>
    <message>
        <source>{reasons}</source>
        <translation>{reasons}</translation>
    </message>
    <message>
        <source>Chosen by hand.</source>
        <translation>由手动选择。</translation>
    </message>
    <message>
        <source>not an object</source>
        <translation>不是对象</translation>
    </message>
    <message>
        <source>it writes a field that is too wide</source>
        <translation>它写出的字段过宽</translation>
    </message>
    <message>
        <source>it computes too large a number</source>
        <translation>它计算的数过大</translation>
    </message>
    <message>
        <source>it loops without an end, or for too long</source>
        <translation>它循环不止，或循环过久</translation>
    </message>
    <message>
        <source>it calls itself too often</source>
        <translation>它调用自身的次数过多</translation>
    </message>
    <message>
        <source>over the source's cap</source>
        <translation>超过该来源的上限</translation>
    </message>
    <message>
        <source>held-out rows that are also trained on</source>
        <translation>同时用于训练的留出行</translation>
    </message>
    <message>
        <source>Columns chosen by hand: {columns}.</source>
        <translation>手动选择的列：{columns}。</translation>
    </message>
    <message>
        <source>{path} has preference rows ({fields}): two answers to compare, of which one is to be preferred. Training on preferences is not built yet.</source>
        <translation>{path} 含有偏好行（{fields}）：两个可供比较的回答，其中一个更好。尚不支持用偏好训练。</translation>
    </message>
    <message>
        <source>To learn the chosen answers alone, name them: --set data.columns='{{completion: chosen}}', or '{{messages: chosen}}' where they are conversations.</source>
        <translation>如果只学习被选中的回答，请指明它们：--set data.columns='{{completion: chosen}}'；如果是对话，则为 '{{messages: chosen}}'。</translation>
    </message>
    <message>
        <source>{path} has rows of no format that can be learned from; their fields are: {fields}.</source>
        <translation>{path} 的行不属于任何可学习的格式；它们的字段有：{fields}。</translation>
    </message>
    <message>
        <source>{path} has no column {column}, which data.columns names as {role}; its columns are: {known}.</source>
        <translation>{path} 没有列 {column}，而 data.columns 指定它为 {role}；它的列有：{known}。</translation>
    </message>
    <message>
        <source>Correct data.columns, or leave it empty to have the columns recognised.</source>
        <translation>请改正 data.columns，或留空以自动识别各列。</translation>
    </message>
    <message>
        <source>data.columns names a column as {role}, which rows of the format {format} do not have.</source>
        <translation>data.columns 把一列指定为 {role}，而格式 {format} 的行没有它。</translation>
    </message>
    <message>
        <source>Rows of that format have: {roles}.</source>
        <translation>该格式的行有：{roles}。</translation>
    </message>
    <message>
        <source>tools is {kind}, not a list</source>
        <translation>tools 是{kind}，不是列表</translation>
    </message>
    <message>
        <source>data.columns names {roles}, which no one format has together.</source>
        <translation>data.columns 指定了 {roles}，没有一种格式同时具有它们。</translation>
    </message>
    <message>
        <source>The formats have: {formats}.</source>
        <translation>各格式具有：{formats}。</translation>
    </message>
    <message>
        <source>its fields are {fields}</source>
        <translation>它的字段有 {fields}</translation>
    </message>
    <message>
        <source>{name} is {kind}, not a list</source>
        <translation>{name} 是{kind}，不是列表</translation>
    </message>
    <message>
        <source>{name} is empty</source>
        <translation>{name} 是空的</translation>
    </message>
    <message>
        <source>a message is {kind}, not an object</source>
        <translation>有一条消息是{kind}，不是对象</translation>
    </message>
    <message>
        <source>“{role}”; known are {known}</source>
        <translation>“{role}”；可用的有 {known}</translation>
    </message>
    <message>
        <source>tool_calls is {kind}, not a list</source>
        <translation>tool_calls 是{kind}，不是列表</translation>
    </message>
    <message>
        <source>it is {kind}, not an object with a name</source>
        <translation>它是{kind}，不是带名称的对象</translation>
    </message>
    <message>
        <source>{name} is not JSON</source>
        <translation>{name} 不是 JSON</translation>
    </message>
    <message>
        <source>{name} cannot be written as JSON</source>
        <translation>{name} 无法写成 JSON</translation>
    </message>
    <message>
        <source>{name} is {kind}, not text</source>
        <translation>{name} 是{kind}，不是文本</translation>
    </message>
    <message>
        <source>{name} holds half of a character pair (\ud800 to \udfff)</source>
        <translation>{name} 含有半个代理对字符（\ud800 到 \udfff）</translation>
    </message>
    <message>
        <source>A row needs messages (role, content), or prompt and completion, or question and answer, or instruction and output, or text. Other columns can be named: --set data.columns='{{output: my_column}}'.</source>
        <translation>每行需要 messages（role、content），或 prompt 和 completion，或 question 和 answer，或 instruction 和 output，或 text。其他列名可以指定：--set data.columns='{{output: my_column}}'。</translation>
    </message>
    <message>
        <source>{count} of the first {looked} rows have {fields}{remark}.</source>
        <translation>前 {looked} 行中有 {count} 行含有 {fields}{remark}。</translation>
    </message>
    <message>
        <source>All of the first {count} rows have {fields}{remark}.</source>
        <translation>前 {count} 行都含有 {fields}{remark}。</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>a value that cannot be read</source>
        <translation>无法读取的值</translation>
    </message>
    <message>
        <source>no text</source>
        <translation>没有文本</translation>
    </message>
    <message>
        <source>a field of the wrong type</source>
        <translation>类型不对的字段</translation>
    </message>
    <message>
        <source> and nothing to answer: plain text</source>
        <translation>，没有要回答的内容：纯文本</translation>
    </message>
    <message>
        <source>no messages</source>
        <translation>没有消息</translation>
    </message>
    <message>
        <source>an unknown role</source>
        <translation>未知的角色</translation>
    </message>
    <message>
        <source>a tool call that cannot be read</source>
        <translation>无法读取的工具调用</translation>
    </message>
    <message>
        <source>more than text</source>
        <translation>不止文本</translation>
    </message>
    <message>
        <source>a message has parts that are not text</source>
        <translation>消息中有不是文本的部分</translation>
    </message>
    <message>
        <source>there is no assistant turn</source>
        <translation>没有助手回合</translation>
    </message>
    <message>
        <source>the answer is empty</source>
        <translation>回答是空的</translation>
    </message>
    <message>
        <source>no question</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>there is no user turn before the answer</source>
        <translation>回答之前没有用户回合</translation>
    </message>
    <message>
        <source>a missing field</source>
        <translation>缺少字段</translation>
    </message>
    <message>
        <source> with from and value, as ShareGPT has them</source>
        <translation>，用 from 和 value 表示，如 ShareGPT</translation>
    </message>
    <message>
        <source>{path} does not exist.</source>
        <translation>{path} 不存在。</translation>
    </message>
    <message>
        <source>Give the path of a data file or of a folder of them, or the word starter. Files: {accepted}.</source>
        <translation>请给出数据文件或其文件夹的路径，或写 starter。支持的文件：{accepted}。</translation>
    </message>
    <message>
        <source>The folder {path} has no data files.</source>
        <translation>文件夹 {path} 中没有数据文件。</translation>
    </message>
    <message>
        <source>Choose a file, or a folder of files of one kind: {accepted}.</source>
        <translation>请选择一个文件，或存放同类文件的文件夹：{accepted}。</translation>
    </message>
    <message>
        <source>The folder {path} has data files of several kinds: {kinds}.</source>
        <translation>文件夹 {path} 中有多种数据文件：{kinds}。</translation>
    </message>
    <message>
        <source>Choose one of the files, or put those of one kind into a folder of their own.</source>
        <translation>请选择其中一个文件，或把同类的文件放进单独的文件夹。</translation>
    </message>
    <message>
        <source>The folder {path} has more than {most} files.</source>
        <translation>文件夹 {path} 中的文件超过 {most} 个。</translation>
    </message>
    <message>
        <source>Choose the folder that holds only the dataset.</source>
        <translation>请选择只存放数据集的文件夹。</translation>
    </message>
    <message>
        <source>The saved dataset {path} has several splits and none is called train: {splits}.</source>
        <translation>保存的数据集 {path} 有多个部分，没有一个叫 train：{splits}。</translation>
    </message>
    <message>
        <source>Choose the folder of one split.</source>
        <translation>请选择其中一个部分的文件夹。</translation>
    </message>
    <message>
        <source>{path} does not describe a saved dataset.</source>
        <translation>{path} 没有描述一个保存的数据集。</translation>
    </message>
    <message>
        <source>Save it again with save_to_disk, or choose its Arrow, Parquet or JSON files.</source>
        <translation>请用 save_to_disk 重新保存，或选择其中的 Arrow、Parquet 或 JSON 文件。</translation>
    </message>
    <message>
        <source>JSON, JSONL, CSV, TSV, Parquet, Arrow, TXT or Markdown, also as .gz or .zst</source>
        <translation>JSON、JSONL、CSV、TSV、Parquet、Arrow、TXT 或 Markdown，也可以是 .gz 或 .zst</translation>
    </message>
    <message>
        <source>A folder of {count} {kind} files.</source>
        <translation>含 {count} 个 {kind} 文件的文件夹。</translation>
    </message>
    <message>
        <source>A folder of 1 {kind} file.</source>
        <translation>含 1 个 {kind} 文件的文件夹。</translation>
    </message>
    <message>
        <source>A folder of {count} {kind} files; not read: {others}.</source>
        <translation>含 {count} 个 {kind} 文件的文件夹；未读取：{others}。</translation>
    </message>
    <message>
        <source>A folder of {count} {kind} files; not read: {others} and {more} more.</source>
        <translation>含 {count} 个 {kind} 文件的文件夹；未读取：{others} 及另外 {more} 个。</translation>
    </message>
    <message>
        <source>A saved dataset, split {chosen}; not read: {left}.</source>
        <translation>保存的数据集，{chosen} 部分；未读取：{left}。</translation>
    </message>
    <message>
        <source>A saved dataset, split {chosen}.</source>
        <translation>保存的数据集，{chosen} 部分。</translation>
    </message>
    <message>
        <source>A saved dataset.</source>
        <translation>保存的数据集。</translation>
    </message>
    <message>
        <source>a path holds no NUL character</source>
        <translation>路径不能含有 NUL 字符</translation>
    </message>
    <message>
        <source>it is a device or a pipe, not a file</source>
        <translation>它是设备或管道，不是文件</translation>
    </message>
    <message>
        <source>replacement characters</source>
        <translation>替换字符</translation>
    </message>
    <message>
        <source>control characters</source>
        <translation>控制字符</translation>
    </message>
    <message>
        <source>invisible characters</source>
        <translation>不可见字符</translation>
    </message>
    <message>
        <source>letters read in another encoding</source>
        <translation>按另一种编码读取的字母</translation>
    </message>
    <message>
        <source>This model's tokenizer cannot say where its tokens stand in the text.</source>
        <translation>这个模型的分词器无法说明其 token 在文本中的位置。</translation>
    </message>
    <message>
        <source>Use a model folder with a tokenizer.json.</source>
        <translation>请使用带有 tokenizer.json 的模型文件夹。</translation>
    </message>
    <message>
        <source>The model's chat template leaves out the call of the tool {name}.</source>
        <translation>模型的对话模板漏掉了对工具 {name} 的调用。</translation>
    </message>
    <message>
        <source>Choose a model whose template knows tools, or give one in data.template.</source>
        <translation>请选择模板支持工具的模型，或在 data.template 中给出模板。</translation>
    </message>
    <message>
        <source>The model's chat template leaves an answer out.</source>
        <translation>模型的对话模板漏掉了一个回答。</translation>
    </message>
    <message>
        <source>Use rows of system, user and assistant turns in their usual order.</source>
        <translation>请使用按系统、用户、助手的通常顺序排列的行。</translation>
    </message>
    <message>
        <source>The model's chat template refuses the conversation: {reason}.</source>
        <translation>模型的对话模板拒绝了这段对话：{reason}。</translation>
    </message>
    <message>
        <source>This model has no token that ends an answer: it would never learn to stop.</source>
        <translation>这个模型没有表示回答结束的 token：它永远学不会停下。</translation>
    </message>
    <message>
        <source>Set eos_token in the model's tokenizer_config.json.</source>
        <translation>请在模型的 tokenizer_config.json 中设置 eos_token。</translation>
    </message>
    <message>
        <source>The chat template cannot be used: {reason}.</source>
        <translation>对话模板无法使用：{reason}。</translation>
    </message>
    <message>
        <source>The model's chat template cannot be used: {reason}.</source>
        <translation>模型的对话模板无法使用：{reason}。</translation>
    </message>
    <message>
        <source>Correct data.template.</source>
        <translation>请改正 data.template。</translation>
    </message>
    <message>
        <source>Check chat_template in the model's folder (tokenizer_config.json or chat_template.jinja).</source>
        <translation>请检查模型文件夹中的 chat_template（tokenizer_config.json 或 chat_template.jinja）。</translation>
    </message>
    <message>
        <source>{path} has changed since it was looked at.</source>
        <translation>{path} 在查看之后改变了。</translation>
    </message>
    <message>
        <source>Look at it again: its rows, its counts and what is left out may be others now.</source>
        <translation>请重新查看：它的行、计数以及排除的内容可能都变了。</translation>
    </message>
    <message>
        <source>The device {device} that the preferences name is not there.</source>
        <translation>偏好设置指定的设备 {device} 不存在。</translation>
    </message>
    <message>
        <source>Choose another one under Preferences ▸ Device, or auto.</source>
        <translation>请在“偏好设置 ▸ 设备”中另选一个，或选自动。</translation>
    </message>
    <message>
        <source>Ended at step {step:,}: the held-out loss has not fallen in the last measurement.</source>
        <translation>在第 {step:,} 步结束：最近一次评估的留出损失没有下降。</translation>
    </message>
    <message>
        <source>Ended at step {step:,}: the held-out loss has not fallen in the last {patience} measurements.</source>
        <translation>在第 {step:,} 步结束：最近 {patience} 次评估的留出损失都没有下降。</translation>
    </message>
    <message>
        <source>An evaluation cannot be asked for like this: {reason}.</source>
        <translation>不能这样请求评估：{reason}。</translation>
    </message>
    <message>
        <source>Nothing is held out in this run, so there are no rows to judge it by.</source>
        <translation>这次运行没有留出任何行，因此没有可用来评判的行。</translation>
    </message>
    <message>
        <source>Choose a file of rows.</source>
        <translation>请选择一个含有行的文件。</translation>
    </message>
    <message>
        <source>{folder} holds no adapter (adapter_model.safetensors is missing).</source>
        <translation>{folder} 中没有适配器（缺少 adapter_model.safetensors）。</translation>
    </message>
    <message>
        <source>Choose a run that has saved one, or a peft adapter folder.</source>
        <translation>请选择已保存适配器的运行，或 peft 适配器文件夹。</translation>
    </message>
    <message>
        <source>An answer cannot be asked for like this: {reason}.</source>
        <translation>不能这样请求回答：{reason}。</translation>
    </message>
    <message>
        <source>There is nothing to answer: the prompt is empty.</source>
        <translation>没有可回答的内容：提示词是空的。</translation>
    </message>
    <message>
        <source>Write a message first.</source>
        <translation>请先写一条消息。</translation>
    </message>
    <message>
        <source>Tick the layers whose gradients shall be compared.</source>
        <translation>请勾选要比较梯度的层。</translation>
    </message>
    <message>
        <source>only holds the weight: encoder and decoder read it themselves</source>
        <translation>只存放权重：编码器和解码器自行读取它</translation>
    </message>
    <message>
        <source>trained whole: a new head</source>
        <translation>整体训练：新的输出头</translation>
    </message>
    <message>
        <source>text does not pass through it</source>
        <translation>文本不经过它</translation>
    </message>
    <message>
        <source>, first in {module}</source>
        <translation>，首先出现在 {module}</translation>
    </message>
    <message>
        <source>The loss became {value} at step {step}{place}. Rows {rows} were in that step.</source>
        <translation>损失在第 {step} 步变成 {value}{place}。该步含有第 {rows} 行。</translation>
    </message>
    <message>
        <source>Nothing of that step was applied or saved. Resume from the last checkpoint at a lower learning rate, such as {rate}.</source>
        <translation>该步没有应用也没有保存任何内容。请从上一个检查点以更低的学习率恢复，例如 {rate}。</translation>
    </message>
    <message>
        <source>transformers knows “{model_type}” itself: without the entry auto_map the code is not needed.</source>
        <translation>transformers 本身就支持 “{model_type}”：去掉 auto_map 一项，就不需要那些代码。</translation>
    </message>
    <message>
        <source>{folder} asks to run code of its own (auto_map in config.json), which the workbench never does.</source>
        <translation>{folder} 要求运行自带的代码（config.json 中的 auto_map），而本程序从不这样做。</translation>
    </message>
    <message>
        <source>transformers {version} does not know the model type “{model_type}”.</source>
        <translation>transformers {version} 不认识模型类型 “{model_type}”。</translation>
    </message>
    <message>
        <source>The weights in {folder} are quantised, which cannot be trained here.</source>
        <translation>{folder} 中的权重是量化的，无法在这里训练。</translation>
    </message>
    <message>
        <source>Choose the same model in bfloat16 or float32.</source>
        <translation>请选择同一模型的 bfloat16 或 float32 版本。</translation>
    </message>
    <message>
        <source>config.json in {folder} does not describe a model that can be built: {reason}.</source>
        <translation>{folder} 中的 config.json 所描述的模型无法构建：{reason}。</translation>
    </message>
    <message>
        <source>It may have been edited, or be newer than transformers {version}: fetch the file again.</source>
        <translation>它可能被编辑过，或比 transformers {version} 更新：请重新获取该文件。</translation>
    </message>
    <message>
        <source>Give the path of a Hugging Face model folder.</source>
        <translation>请给出 Hugging Face 模型文件夹的路径。</translation>
    </message>
    <message>
        <source>{folder} is an adapter, not a base model.</source>
        <translation>{folder} 是适配器，不是基座模型。</translation>
    </message>
    <message>
        <source>Choose the model it was trained on (base_model_name_or_path in adapter_config.json).</source>
        <translation>请选择训练时所用的模型（见 adapter_config.json 中的 base_model_name_or_path）。</translation>
    </message>
    <message>
        <source>{folder} holds GGUF files, which are made for running a model, not for training it.</source>
        <translation>{folder} 中是 GGUF 文件，它用于运行模型，而不是训练。</translation>
    </message>
    <message>
        <source>Choose the same model as safetensors, with its config.json.</source>
        <translation>请选择同一模型的 safetensors 版本，并带有 config.json。</translation>
    </message>
    <message>
        <source>{folder} has no config.json.</source>
        <translation>{folder} 没有 config.json。</translation>
    </message>
    <message>
        <source>Choose the folder that holds config.json, the tokenizer and the safetensors files.</source>
        <translation>请选择含有 config.json、分词器和 safetensors 文件的文件夹。</translation>
    </message>
    <message>
        <source>config.json was written by transformers {written}; installed is {installed}: pip install --upgrade transformers</source>
        <translation>config.json 由 transformers {written} 写出；已安装的是 {installed}：pip install --upgrade transformers</translation>
    </message>
    <message>
        <source>config.json was written by transformers {written}; the installed {installed} is not older, so the model may need a package of its own. Otherwise: pip install --upgrade transformers</source>
        <translation>config.json 由 transformers {written} 写出；已安装的 {installed} 并不更旧，因此模型可能需要单独的软件包。否则：pip install --upgrade transformers</translation>
    </message>
    <message>
        <source>config.json in {folder} does not say how large the model is: these are missing: {missing}.</source>
        <translation>{folder} 中的 config.json 没有说明模型的大小，缺少：{missing}。</translation>
    </message>
    <message>
        <source>It may have been cut or edited: fetch the file again.</source>
        <translation>它可能被截断或编辑过：请重新获取该文件。</translation>
    </message>
    <message>
        <source>{folder} has its weights as pickle only, and pickle can run code when it is opened.</source>
        <translation>{folder} 的权重只有 pickle 格式，打开 pickle 时可能会执行代码。</translation>
    </message>
    <message>
        <source>{file} is missing.</source>
        <translation>缺少 {file}。</translation>
    </message>
    <message>
        <source>The download may be incomplete: fetch the model again.</source>
        <translation>可能没有下载完整：请重新下载模型。</translation>
    </message>
    <message>
        <source>{file} is only a pointer to the weights.</source>
        <translation>{file} 只是指向权重的指针文件。</translation>
    </message>
    <message>
        <source>Run `git lfs pull` in its folder.</source>
        <translation>请在其文件夹中运行 `git lfs pull`。</translation>
    </message>
    <message>
        <source>A newer version may: pip install --upgrade transformers.</source>
        <translation>更新的版本可能支持：pip install --upgrade transformers。</translation>
    </message>
    <message>
        <source>Choose a model whose architecture transformers itself knows.</source>
        <translation>请选择 transformers 本身支持其架构的模型。</translation>
    </message>
    <message>
        <source>it has no weight_map</source>
        <translation>它没有 weight_map</translation>
    </message>
    <message>
        <source>{count} tensors are missing, first {name}</source>
        <translation>缺少 {count} 个张量，第一个是 {name}</translation>
    </message>
    <message>
        <source>{folder} has no tokenizer that can be read: {reason}</source>
        <translation>{folder} 没有可读取的分词器：{reason}</translation>
    </message>
    <message>
        <source>The folder needs tokenizer.json beside config.json.</source>
        <translation>该文件夹需要在 config.json 旁有 tokenizer.json。</translation>
    </message>
    <message>
        <source>The weights need {needed} GiB of memory as {dtype}, and this machine has {have} GiB.</source>
        <translation>权重以 {dtype} 保存需要 {needed} GiB 内存，而这台机器有 {have} GiB。</translation>
    </message>
    <message>
        <source>Choose a smaller model or bfloat16 (half the size).</source>
        <translation>请选择更小的模型，或 bfloat16（大小减半）。</translation>
    </message>
    <message>
        <source>Choose a smaller model.</source>
        <translation>请选择更小的模型。</translation>
    </message>
    <message>
        <source>The weights in {folder} cannot be loaded: {reason}.</source>
        <translation>{folder} 中的权重无法加载：{reason}。</translation>
    </message>
    <message>
        <source>Check that every safetensors file is there and complete; fetch the model again if not.</source>
        <translation>请检查每个 safetensors 文件是否存在且完整；否则请重新获取模型。</translation>
    </message>
    <message>
        <source>there is no model.safetensors</source>
        <translation>没有 model.safetensors</translation>
    </message>
    <message>
        <source>Nothing is lost. Fewer tokens at once (training.micro_batch_tokens) avoid it from the start.</source>
        <translation>没有丢失任何内容。一开始就减少同时处理的 token（training.micro_batch_tokens）可以避免。</translation>
    </message>
    <message>
        <source>Step {step} needed more memory than there is. Redone in smaller parts ({before} → {after} rows at once), same result.</source>
        <translation>第 {step} 步需要的内存超过了现有的。已分成更小的部分重做（每次 {before} → {after} 行），结果相同。</translation>
    </message>
    <message>
        <source>not enough memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>内存耗尽</translation>
    </message>
    <message>
        <source>can't allocate memory</source>
        <translation>无法分配内存</translation>
    </message>
    <message>
        <source>they would take {size:.1f} GiB on the disk (training.prefix_cache)</source>
        <translation>它们会占用磁盘 {size:.1f} GiB（training.prefix_cache）</translation>
    </message>
    <message>
        <source>they would take {size:.1f} GiB, and the disk has no room for that</source>
        <translation>它们会占用 {size:.1f} GiB，而磁盘没有这么多空间</translation>
    </message>
    <message>
        <source>noise is added to the embeddings</source>
        <translation>嵌入中加入了噪声</translation>
    </message>
    <message>
        <source>the blocks of this architecture hand on more than hidden states</source>
        <translation>这种架构的块传递的不只是隐藏状态</translation>
    </message>
    <message>
        <source>the base has dropout of its own there</source>
        <translation>基座在那里有自己的 dropout</translation>
    </message>
    <message>
        <source>the first trained block was not called</source>
        <translation>第一个被训练的块没有被调用</translation>
    </message>
    <message>
        <source>this architecture does not compute the same from them</source>
        <translation>用它们计算时，这种架构的结果会不同</translation>
    </message>
    <message>
        <source>A table of answers cannot be asked for like this: {reason}.</source>
        <translation>不能这样请求回答表：{reason}。</translation>
    </message>
    <message>
        <source>the model reads its weight past the module</source>
        <translation>模型绕过该模块直接读取其权重</translation>
    </message>
    <message>
        <source>no LoRA for a norm</source>
        <translation>归一化层没有 LoRA</translation>
    </message>
    <message>
        <source>no LoRA for a convolution</source>
        <translation>卷积没有 LoRA</translation>
    </message>
    <message>
        <source>no LoRA for a bias</source>
        <translation>偏置没有 LoRA</translation>
    </message>
    <message>
        <source>no LoRA for a vector</source>
        <translation>向量没有 LoRA</translation>
    </message>
    <message>
        <source>no LoRA for a parameter of the module itself</source>
        <translation>模块自身的参数没有 LoRA</translation>
    </message>
    <message>
        <source>its kernel reads the weight itself</source>
        <translation>它的内核自行读取权重</translation>
    </message>
    <message>
        <source>{count} of {blocks} blocks are computed twice to save memory (gradient checkpointing). The result is the same; a step takes longer.</source>
        <translation>{blocks} 个块中有 {count} 个计算两次以节省内存（梯度检查点）。结果相同；每一步耗时更长。</translation>
    </message>
    <message>
        <source>mean nats per labelled token</source>
        <translation>每个有标签 token 的平均 nats</translation>
    </message>
    <message>
        <source>The base model has changed since step {step}: its files are not those the run began with.</source>
        <translation>自第 {step} 步以来基座模型已改变：它的文件不再是运行开始时的那些。</translation>
    </message>
    <message>
        <source>Put the former files back, or start a new run on the new ones.</source>
        <translation>请放回原来的文件，或用新文件开始新的运行。</translation>
    </message>
    <message>
        <source>The data has changed since step {step}: its rows are not those the run began with.</source>
        <translation>自第 {step} 步以来数据已改变：它的行不再是运行开始时的那些。</translation>
    </message>
    <message>
        <source>Put the former file back, or go on with the new rows as a new run (--fork).</source>
        <translation>请放回原来的文件，或以新的行作为新运行继续（--fork）。</translation>
    </message>
    <message>
        <source>Other versions than at step {step} ({versions}): the result can differ in the last digits from a run without a break.</source>
        <translation>版本与第 {step} 步时不同（{versions}）：结果的最后几位可能与未中断的运行不同。</translation>
    </message>
    <message>
        <source>There is no task “{task}”.</source>
        <translation>没有任务 “{task}”。</translation>
    </message>
    <message>
        <source>The tasks are {tasks}.</source>
        <translation>任务有 {tasks}。</translation>
    </message>
    <message>
        <source>transformers has no model of the type “{model_type}” for the task {task}.</source>
        <translation>对于任务 {task}，transformers 没有类型为 “{model_type}” 的模型。</translation>
    </message>
    <message>
        <source>It has these: {tasks}.</source>
        <translation>它有这些：{tasks}。</translation>
    </message>
    <message>
        <source>{architecture} does not work on text alone.</source>
        <translation>{architecture} 不能只处理文本。</translation>
    </message>
    <message>
        <source>Choose a model that reads text: pictures and sound cannot be trained here.</source>
        <translation>请选择读取文本的模型：图像和声音无法在这里训练。</translation>
    </message>
    <message>
        <source>What the first {below} blocks compute is not kept: {reason}.</source>
        <translation>前 {below} 个块的计算结果不保留：{reason}。</translation>
    </message>
    <message>
        <source>The adapter of step {step:,} is kept: its held-out loss is the lowest.</source>
        <translation>保留第 {step:,} 步的适配器：它的留出损失最低。</translation>
    </message>
    <message>
        <source>The last one is in checkpoints, as step {last:,}.</source>
        <translation>最后一步的保存在检查点中，为第 {last:,} 步。</translation>
    </message>
    <message>
        <source>Use shorter rows (data.max_length) or a smaller micro-batch; the adapter saved before is kept.</source>
        <translation>请使用更短的行（data.max_length）或更小的微批；之前保存的适配器仍然保留。</translation>
    </message>
    <message>
        <source>Step {step} needed more memory than there is.</source>
        <translation>第 {step} 步需要的内存超过了现有的。</translation>
    </message>
    <message>
        <source>The run failed with {kind}: {problem}</source>
        <translation>运行失败：{kind}：{problem}</translation>
    </message>
    <message>
        <source>There was not enough memory.</source>
        <translation>内存不足。</translation>
    </message>
    <message>
        <source>Nothing of that step was applied; the adapter saved before is kept. Try a lower learning rate.</source>
        <translation>该步没有应用任何内容；之前保存的适配器仍然保留。请尝试更低的学习率。</translation>
    </message>
    <message>
        <source>A number above 0.</source>
        <translation>一个大于 0 的数。</translation>
    </message>
    <message>
        <source>Examples: 5, 0.5, 500k, 20 MB, 1 %.</source>
        <translation>例如：5、0.5、500k、20 MB、1 %。</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>There is nothing to paste.</source>
        <translation>没有可粘贴的内容。</translation>
    </message>
    <message>
        <source>Copy rows here, or a column of ranks.</source>
        <translation>请在此复制行，或一列秩。</translation>
    </message>
    <message>
        <source>{copied} copied rows do not fit on {selected} selected.</source>
        <translation>复制的 {copied} 行与选中的 {selected} 行对不上。</translation>
    </message>
    <message>
        <source>Select as many rows, or a group that has the same modules.</source>
        <translation>请选择同样多的行，或含有相同模块的一组。</translation>
    </message>
    <message>
        <source>“{text}” cannot be pasted here.</source>
        <translation>“{text}” 无法粘贴到这里。</translation>
    </message>
    <message>
        <source>A rank is a whole number from 1 to 1,024; a line is a path, a rank and a scale.</source>
        <translation>秩是 1 到 1,024 的整数；一行由路径、秩和缩放组成。</translation>
    </message>
    <message>
        <source>Alpha is above 0, not {alpha}.</source>
        <translation>alpha 须大于 0，不能是 {alpha}。</translation>
    </message>
    <message>
        <source>Alpha is scale · r.</source>
        <translation>alpha 等于缩放 · r。</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在开始</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>discarded</source>
        <translation>已丢弃</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有那个文件或文件夹</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>不允许的操作</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>磁盘空间已满</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>超出磁盘配额</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>只读文件系统</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>输入/输出错误</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>它是文件夹</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>它不是文件夹</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>设备或资源忙</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>文件名过长</translation>
    </message>
    <message>
        <source>Too many levels of symbolic links</source>
        <translation>符号链接层数过多</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>打开的文件过多</translation>
    </message>
    <message>
        <source>Stale file handle</source>
        <translation>文件句柄已失效</translation>
    </message>
</context>
<context>
    <name>CostView</name>
    <message>
        <source>Adapter, float32</source>
        <translation>适配器，float32</translation>
    </message>
    <message>
        <source>Optimizer state</source>
        <translation>优化器状态</translation>
    </message>
    <message>
        <source>AdamW keeps two float32 numbers for each trained one</source>
        <translation>AdamW 为每个被训练的数保存两个 float32</translation>
    </message>
    <message>
        <source>Modules</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Then the time of a step is predicted within its band</source>
        <translation>这样就能在误差范围内预测一步的时间</translation>
    </message>
    <message>
        <source>of the base</source>
        <translation>占基座</translation>
    </message>
    <message>
        <source>{share} of the base</source>
        <translation>基座的 {share}</translation>
    </message>
    <message>
        <source>{count} of {base} parameters. peft prints {share}: of base and adapter together.</source>
        <translation>{base} 个参数中的 {count} 个。peft 显示的是 {share}：占基座与适配器之和。</translation>
    </message>
    <message>
        <source>adapter_model.safetensors: {size} bytes</source>
        <translation>adapter_model.safetensors：{size} 字节</translation>
    </message>
    <message>
        <source>Measuring this machine: {share} %</source>
        <translation>正在测量这台机器：{share} %</translation>
    </message>
    <message>
        <source>Measure this machine (about 20 s)</source>
        <translation>测量这台机器（约 20 秒）</translation>
    </message>
    <message>
        <source>{size} measured</source>
        <translation>实测 {size}</translation>
    </message>
    <message>
        <source>The largest that the training process took.</source>
        <translation>训练进程占用的最大值。</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>{need} ± {band} of {have}</source>
        <translation>{need} ± {band}，共 {have}</translation>
    </message>
    <message>
        <source>at least {need} of {have}</source>
        <translation>至少 {need}，共 {have}</translation>
    </message>
    <message>
        <source>Program, weights, adapter and gradient, optimizer state, and activations by formula.</source>
        <translation>程序、权重、适配器与梯度、优化器状态，以及按公式计算的激活。</translation>
    </message>
    <message>
        <source>More than this machine has: choose a smaller model, or fewer tokens at once.</source>
        <translation>超过了这台机器的内存：请选择更小的模型，或减少同时处理的 token。</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>adapter and gradient</source>
        <translation>适配器与梯度</translation>
    </message>
    <message>
        <source>optimizer state</source>
        <translation>优化器状态</translation>
    </message>
    <message>
        <source>program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>activations</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Blocks below {block} are computed once</source>
        <translation>第 {block} 块以下只计算一次</translation>
    </message>
    <message>
        <source>No backward pass below block {block}</source>
        <translation>第 {block} 块以下不做反向</translation>
    </message>
    <message>
        <source>No backward pass through the blocks</source>
        <translation>各块都不做反向</translation>
    </message>
    <message>
        <source>{count} of {blocks} blocks run twice</source>
        <translation>{blocks} 块中有 {count} 块算两次</translation>
    </message>
    <message>
        <source>Gradient checkpointing: less memory, more time, the same result.</source>
        <translation>梯度检查点：内存更少，时间更长，结果相同。</translation>
    </message>
    <message>
        <source>{time} measured</source>
        <translation>实测 {time}</translation>
    </message>
    <message>
        <source>{time} so far</source>
        <translation>已用 {time}</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>约 {time}</translation>
    </message>
    <message>
        <source>{time} ± {band}</source>
        <translation>{time} ± {band}</translation>
    </message>
    <message>
        <source>{run} · {clock}</source>
        <translation>{run} · {clock}</translation>
    </message>
    <message>
        <source>By counting operations, against the speed measured on this machine; ± {band} %.</source>
        <translation>由运算量和这台机器上实测的速度得出；± {band} %。</translation>
    </message>
    <message>
        <source>Trainable</source>
        <translation>可训练</translation>
    </message>
    <message>
        <source>Trainable parameters</source>
        <translation>可训练参数</translation>
    </message>
</context>
<context>
    <name>CurvesView</name>
    <message>
        <source>The curves begin with the first step of a run.</source>
        <translation>曲线从运行的第一步开始。</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>度量</translation>
    </message>
    <message>
        <source>smooth {factor}</source>
        <translation>平滑 {factor}</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>And {count} more.</source>
        <translation>还有 {count} 个。</translation>
    </message>
</context>
<context>
    <name>DataColumn</name>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>In an epoch</source>
        <translation>每轮</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>token</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Tokens that are learned; the others are only read</source>
        <translation>要学习的 token；其余只读取</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>最长</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Rows whose text equals an earlier one's; they are used</source>
        <translation>文本与之前某行相同的行；仍会使用</translation>
    </message>
    <message>
        <source>Empty answers</source>
        <translation>空回答</translation>
    </message>
    <message>
        <source>They cannot be learned: left out</source>
        <translation>无法学习：已排除</translation>
    </message>
    <message>
        <source>Odd characters</source>
        <translation>异常字符</translation>
    </message>
    <message>
        <source>Control, invisible or damaged ones</source>
        <translation>控制字符、不可见字符或损坏的字符</translation>
    </message>
    <message>
        <source>Held-out file</source>
        <translation>留出文件</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>Columns that mean nothing in this format</source>
        <translation>在这种格式中没有意义的列</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Token cache</source>
        <translation>分词缓存</translation>
    </message>
    <message>
        <source>Rows are tokenised once and kept, so that a second start begins at once.</source>
        <translation>行只分词一次并保存下来，再次开始时可立即进行。</translation>
    </message>
    <message>
        <source>Clear the cache</source>
        <translation>清空缓存</translation>
    </message>
    <message>
        <source>{size} · {sets} sets</source>
        <translation>{size} · {sets} 组</translation>
    </message>
    <message>
        <source>{size} · 1 set</source>
        <translation>{size} · 1 组</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Nothing is kept</source>
        <translation>没有保存任何内容</translation>
    </message>
    <message>
        <source>{train} · {held} held out</source>
        <translation>{train} · 留出 {held}</translation>
    </message>
    <message>
        <source>{blocks} blocks of {length}</source>
        <translation>{blocks} 块，每块 {length}</translation>
    </message>
    <message>
        <source>{count} samples</source>
        <translation>{count} 个样本</translation>
    </message>
    <message>
        <source>{count} at {length}</source>
        <translation>{count}，在 {length} 处</translation>
    </message>
    <message>
        <source>none at {length}</source>
        <translation>在 {length} 处无截断</translation>
    </message>
    <message>
        <source>{count} of the tokens are learned, the others only read</source>
        <translation>学习其中 {count} 的 token，其余只读取</translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation>{count} 个 token</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count} 行</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{count} an epoch</source>
        <translation>每轮 {count}</translation>
    </message>
    <message>
        <source>The longest row decides the length: none is cut</source>
        <translation>长度由最长的行决定：不截断</translation>
    </message>
    <message>
        <source>The model reads no more tokens than that</source>
        <translation>模型最多读取这么多 token</translation>
    </message>
    <message>
        <source>More tokens at once do not fit in memory</source>
        <translation>同时处理更多 token，内存放不下</translation>
    </message>
    <message>
        <source>The length of a packed block</source>
        <translation>一个打包块的长度</translation>
    </message>
    <message>
        <source>Chosen by hand</source>
        <translation>由手动选择</translation>
    </message>
    <message>
        <source>{used} of {rows} rows, {also} are also trained on</source>
        <translation>{rows} 行中的 {used} 行，有 {also} 行同时用于训练</translation>
    </message>
    <message>
        <source>{used} rows</source>
        <translation>{used} 行</translation>
    </message>
    <message>
        <source>⚠ {count} cut rows lose their end mark</source>
        <translation>⚠ 有 {count} 行被截断，失去结束标记</translation>
    </message>
    <message>
        <source>✓ The end mark is learned on every row</source>
        <translation>✓ 每一行都会学习结束标记</translation>
    </message>
    <message>
        <source>⚠ 1 row left out</source>
        <translation>⚠ 排除了 1 行</translation>
    </message>
    <message>
        <source>⚠ {count} rows left out</source>
        <translation>⚠ 排除了 {count} 行</translation>
    </message>
    <message>
        <source>Export the rows that are left out</source>
        <translation>导出被排除的行</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON 行 (*.jsonl)</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
</context>
<context>
    <name>DataEditor</name>
    <message>
        <source>Drop a file here.</source>
        <translation>把文件拖到这里。</translation>
    </message>
    <message>
        <source>JSON, JSONL, CSV, Parquet, text.</source>
        <translation>JSON、JSONL、CSV、Parquet、文本。</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Use the starter data</source>
        <translation>使用入门数据</translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation>选择其他文件…</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Use the whole file again</source>
        <translation>重新使用整个文件</translation>
    </message>
    <message>
        <source>Train without them</source>
        <translation>不用它们训练</translation>
    </message>
    <message>
        <source>Read as {format}. {why}</source>
        <translation>按“{format}”格式读取。{why}</translation>
    </message>
    <message>
        <source>{column} is read as {role}</source>
        <translation>{column} 读作 {role}</translation>
    </message>
    <message>
        <source>detected</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>train without unusable rows</source>
        <translation>不用无法使用的行训练</translation>
    </message>
    <message>
        <source>use the whole file</source>
        <translation>使用整个文件</translation>
    </message>
    <message>
        <source>{rows} rows are written to {path}.</source>
        <translation>{rows} 行已写入 {path}。</translation>
    </message>
    <message>
        <source>The token cache is cleared: {size} are free again.</source>
        <translation>分词缓存已清空：释放了 {size}。</translation>
    </message>
    <message>
        <source>maximum length</source>
        <translation>最大长度</translation>
    </message>
    <message>
        <source>chat template</source>
        <translation>对话模板</translation>
    </message>
    <message>
        <source>{format} · {rows} rows</source>
        <translation>{format} · {rows} 行</translation>
    </message>
</context>
<context>
    <name>DataFacts</name>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>留出</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>token</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>{count} an epoch</source>
        <translation>每轮 {count}</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count} 行</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Not trained on: they measure the run</source>
        <translation>不参与训练：用来评估运行</translation>
    </message>
    <message>
        <source>Longer than {count} tokens: they lose their end mark</source>
        <translation>超过 {count} 个 token：失去结束标记</translation>
    </message>
    <message>
        <source>no row</source>
        <translation>没有</translation>
    </message>
</context>
<context>
    <name>DataSettings</name>
    <message>
        <source>Chat template…</source>
        <translation>对话模板…</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>as the template says</source>
        <translation>按模板</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>The template argument enable_thinking, which this template reads.</source>
        <translation>模板参数 enable_thinking，由这个模板读取。</translation>
    </message>
    <message>
        <source>What measures the run</source>
        <translation>用什么评估运行</translation>
    </message>
    <message>
        <source>a share of the rows</source>
        <translation>一部分行</translation>
    </message>
    <message>
        <source>a file of its own</source>
        <translation>单独的文件</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Choose the file that measures the run</source>
        <translation>选择用来评估运行的文件</translation>
    </message>
    <message>
        <source>held-out file</source>
        <translation>留出文件</translation>
    </message>
    <message>
        <source>thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>held-out rows</source>
        <translation>留出的行</translation>
    </message>
    <message>
        <source>How it is learned from</source>
        <translation>如何从中学习</translation>
    </message>
</context>
<context>
    <name>DepthBars</name>
    <message>
        <source>Mean rank of the blocks, lowest block first: up to {rank}</source>
        <translation>各块的平均秩，从最低的块起：最高 {rank}</translation>
    </message>
</context>
<context>
    <name>Derived</name>
    <message>
        <source>passes over the rows</source>
        <translation>遍历行的次数</translation>
    </message>
    <message>
        <source>instead of epochs</source>
        <translation>代替轮数</translation>
    </message>
    <message>
        <source>after warm-up</source>
        <translation>预热之后</translation>
    </message>
    <message>
        <source>of the steps</source>
        <translation>占总步数</translation>
    </message>
    <message>
        <source>0 switches it off</source>
        <translation>0 为关闭</translation>
    </message>
    <message>
        <source>rows a step</source>
        <translation>每步行数</translation>
    </message>
    <message>
        <source>tokens at once</source>
        <translation>同时的 token</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>token</translation>
    </message>
    <message>
        <source>of the rows</source>
        <translation>占行数</translation>
    </message>
    <message>
        <source>times a run</source>
        <translation>每次运行的次数</translation>
    </message>
    <message>
        <source>prompts</source>
        <translation>条提示词</translation>
    </message>
    <message>
        <source>sets are saved in Try</source>
        <translation>集在“试用”中保存</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>share of a layer's inputs</source>
        <translation>占一层输入的比例</translation>
    </message>
    <message>
        <source>the adapter is float32</source>
        <translation>适配器为 float32</translation>
    </message>
    <message>
        <source>{count} steps</source>
        <translation>{count} 步</translation>
    </message>
    <message>
        <source>the steps decide</source>
        <translation>由步数决定</translation>
    </message>
    <message>
        <source>passes · {steps}</source>
        <translation>遍 · {steps}</translation>
    </message>
    <message>
        <source>{epochs} passes</source>
        <translation>{epochs} 遍</translation>
    </message>
    <message>
        <source>tokens · cuts {count} rows</source>
        <translation>token · 截断 {count} 行</translation>
    </message>
    <message>
        <source>tokens · cuts no row</source>
        <translation>token · 不截断</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count} 行</translation>
    </message>
    <message>
        <source>none: too few rows</source>
        <translation>无：行数太少</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>DevicePage</name>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Measure this machine</source>
        <translation>测量这台机器</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>{device} (not there)</source>
        <translation>{device}（不存在）</translation>
    </message>
    <message>
        <source>The times that are predicted follow from how fast this machine multiplies. A rough measurement is made by itself; the exact one takes some ten seconds, and all else should rest meanwhile.</source>
        <translation>预测的用时取决于这台机器做矩阵乘的速度。粗略的测量会自动进行；精确的测量约需十秒，期间最好不要运行其他程序。</translation>
    </message>
    <message>
        <source>Not measured yet.</source>
        <translation>尚未测量。</translation>
    </message>
    <message>
        <source>Measured.</source>
        <translation>已测量。</translation>
    </message>
    <message>
        <source>Measured roughly.</source>
        <translation>已粗略测量。</translation>
    </message>
</context>
<context>
    <name>DoctorsReport</name>
    <message>
        <source>The report could not be made: {why}.</source>
        <translation>报告无法生成：{why}。</translation>
    </message>
    <message>
        <source>Run `workbench doctor` in a terminal.</source>
        <translation>请在终端中运行 `workbench doctor`。</translation>
    </message>
</context>
<context>
    <name>Drawer</name>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样例</translation>
    </message>
    <message>
        <source>Fold the drawer (Ctrl+`)</source>
        <translation>收起抽屉（Ctrl+`）</translation>
    </message>
    <message>
        <source>Open the drawer (Ctrl+`)</source>
        <translation>打开抽屉（Ctrl+`）</translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>Preparing</source>
        <translation>准备</translation>
    </message>
    <message>
        <source>{adapted} of {planned} modules match the plan; {count} parameters are trained</source>
        <translation>{planned} 个模块中有 {adapted} 个与方案相符；训练 {count} 个参数</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>已开始</translation>
    </message>
    <message>
        <source>{loss} nats/token at step {step}</source>
        <translation>第 {step} 步为 {loss} nats/token</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>留出</translation>
    </message>
    <message>
        <source>{measures} at step {step}</source>
        <translation>{measures}，第 {step} 步</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>已测量</translation>
    </message>
    <message>
        <source>{count} prompts answered at step {step}</source>
        <translation>第 {step} 步回答了 {count} 条提示词</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样例</translation>
    </message>
    <message>
        <source>the adapter of step {step}, {size}</source>
        <translation>第 {step} 步的适配器，{size}</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Saves elsewhere</source>
        <translation>保存到别处</translation>
    </message>
    <message>
        <source>{after} of {rows} held-out answers as taught, {before} before</source>
        <translation>{rows} 条留出回答中有 {after} 条符合所教，之前为 {before} 条</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>已对比</translation>
    </message>
    <message>
        <source>{count} training rows at {step}: from {low} to {high}</source>
        <translation>{step}的 {count} 个训练行：从 {low} 到 {high}</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Continued</source>
        <translation>已继续</translation>
    </message>
    <message>
        <source>Resumed</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>from step {step}</source>
        <translation>从第 {step} 步</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>tokens at once</source>
        <translation>同时的 token</translation>
    </message>
    <message>
        <source>{what} {former} → {value} after step {step}</source>
        <translation>{what} {former} → {value}，自第 {step} 步之后</translation>
    </message>
    <message>
        <source>to stop and save</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>to discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>to pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>to continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>to finish this epoch</source>
        <translation>完成本轮</translation>
    </message>
    <message>
        <source>to save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>to evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>to answer the prompts</source>
        <translation>回答提示词</translation>
    </message>
    <message>
        <source>to change a setting</source>
        <translation>更改设置</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>{format}, {size}, to {path}</source>
        <translation>{format}，{size}，写到 {path}</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>已导出</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>已丢弃</translation>
    </message>
    <message>
        <source>after {steps} steps and {time}</source>
        <translation>经过 {steps} 步，用时 {time}</translation>
    </message>
    <message>
        <source>{phase}, {done} of {total}</source>
        <translation>{phase}，{done} / {total}</translation>
    </message>
    <message>
        <source>at step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
</context>
<context>
    <name>EventsView</name>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Adapter (peft)</source>
        <translation>适配器（peft）</translation>
    </message>
    <message>
        <source>Merged model</source>
        <translation>合并后的模型</translation>
    </message>
    <message>
        <source>GGUF</source>
        <translation>GGUF</translation>
    </message>
    <message>
        <source>GGUF adapter</source>
        <translation>GGUF 适配器</translation>
    </message>
    <message>
        <source>Ollama</source>
        <translation>Ollama</translation>
    </message>
    <message>
        <source>MLX</source>
        <translation>MLX</translation>
    </message>
    <message>
        <source>Training script</source>
        <translation>训练脚本</translation>
    </message>
    <message>
        <source>The adapter's two files, with a model card: base, data, settings and the loss curve.</source>
        <translation>适配器的两个文件，附模型卡片：基座、数据、设置和损失曲线。</translation>
    </message>
    <message>
        <source>A full Hugging Face model with the adapter in its weights, and its tokenizer.</source>
        <translation>完整的 Hugging Face 模型，适配器已并入权重，并附分词器。</translation>
    </message>
    <message>
        <source>The merged model in one file, with tokenizer and chat template.</source>
        <translation>合并后的模型，单个文件，含分词器和对话模板。</translation>
    </message>
    <message>
        <source>The adapter alone, to be loaded beside the base's own GGUF.</source>
        <translation>仅适配器，与基座自己的 GGUF 一起加载。</translation>
    </message>
    <message>
        <source>A GGUF with a Modelfile: template, end marks and sampling are filled in.</source>
        <translation>GGUF 加 Modelfile：模板、结束标记和采样参数均已填好。</translation>
    </message>
    <message>
        <source>The merged model in a folder that mlx-lm loads on Apple's chips.</source>
        <translation>合并后的模型，mlx-lm 可在 Apple 芯片上加载的文件夹。</translation>
    </message>
    <message>
        <source>A plain script with the run's rows: it repeats the run with torch and peft alone.</source>
        <translation>一个普通的脚本，附这次运行的行：只用 torch 和 peft 就能重现。</translation>
    </message>
    <message>
        <source>as the base</source>
        <translation>与基座相同</translation>
    </message>
    <message>
        <source>Done: {what}, {size}</source>
        <translation>完成：{what}，{size}</translation>
    </message>
    <message>
        <source>loads ✓</source>
        <translation>可加载 ✓</translation>
    </message>
    <message>
        <source>read back ✓, too large to load here</source>
        <translation>已读回 ✓，太大，无法在此加载</translation>
    </message>
    <message>
        <source>says “{text}”</source>
        <translation>回答 “{text}”</translation>
    </message>
</context>
<context>
    <name>ExportColumn</name>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>as trained</source>
        <translation>按训练时</translation>
    </message>
    <message>
        <source>one rank</source>
        <translation>统一的秩</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Free on the disk</source>
        <translation>磁盘剩余空间</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>To</source>
        <translation>保存到</translation>
    </message>
    <message>
        <source>Number format</source>
        <translation>数值格式</translation>
    </message>
    <message>
        <source>Ranks</source>
        <translation>秩</translation>
    </message>
</context>
<context>
    <name>ExportPage</name>
    <message>
        <source>Go to Setup</source>
        <translation>前往“配置”</translation>
    </message>
    <message>
        <source>inspect</source>
        <translation>剖析</translation>
    </message>
    <message>
        <source>export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>The chosen format's options stand here.</source>
        <translation>所选格式的选项显示在这里。</translation>
    </message>
    <message>
        <source>Reading the adapter…</source>
        <translation>正在读取适配器…</translation>
    </message>
    <message>
        <source>Base: {name}</source>
        <translation>基座：{name}</translation>
    </message>
    <message>
        <source>Export into a new or empty folder</source>
        <translation>导出到新的或空的文件夹</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Cancelled: nothing was written.</source>
        <translation>已取消：没有写入任何内容。</translation>
    </message>
</context>
<context>
    <name>ExtractWindow</name>
    <message>
        <source>What a model learned when it was fine-tuned whole, as a LoRA on its base: of every linear layer the directions that hold most of the change.</source>
        <translation>把模型整体微调时学到的内容提取为其基座上的 LoRA：每个线性层取改动最集中的方向。</translation>
    </message>
    <message>
        <source>Extract</source>
        <translation>提取</translation>
    </message>
    <message>
        <source>Extract a LoRA</source>
        <translation>提取 LoRA</translation>
    </message>
    <message>
        <source>Reading both models…</source>
        <translation>正在读取两个模型…</translation>
    </message>
    <message>
        <source>Layer {done} of {total}…</source>
        <translation>第 {done} 层，共 {total} 层…</translation>
    </message>
    <message>
        <source>Extracted {count} layers; the error is {error} of the change.</source>
        <translation>已提取 {count} 层；误差为改动的 {error}。</translation>
    </message>
    <message>
        <source>Extracted {count} layers; the error is {error} of the change. {left} other tensors differ, which no LoRA of linear layers can hold, first {first}.</source>
        <translation>已提取 {count} 层；误差为改动的 {error}。另有 {left} 个张量不同，线性层的 LoRA 无法表达，第一个是 {first}。</translation>
    </message>
    <message>
        <source>Choose the folder of the fine-tuned model.</source>
        <translation>请选择微调后模型的文件夹。</translation>
    </message>
    <message>
        <source>Choose the folder of the model it was fine-tuned from.</source>
        <translation>请选择微调所用原模型的文件夹。</translation>
    </message>
    <message>
        <source>Choose a new folder for the adapter.</source>
        <translation>请为适配器选择新的文件夹。</translation>
    </message>
    <message>
        <source>The fine-tuned model's folder</source>
        <translation>微调后模型的文件夹</translation>
    </message>
    <message>
        <source>The base's folder</source>
        <translation>基座的文件夹</translation>
    </message>
    <message>
        <source>Where the new adapter's folder goes</source>
        <translation>新适配器的文件夹放在哪里</translation>
    </message>
    <message>
        <source>Fine-tuned model</source>
        <translation>微调后的模型</translation>
    </message>
    <message>
        <source>Its base</source>
        <translation>它的基座</translation>
    </message>
    <message>
        <source>Rank, at most</source>
        <translation>秩，最多</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>of each layer's change ‖ΔW‖²</source>
        <translation>占每层改动 ‖ΔW‖²</translation>
    </message>
    <message>
        <source>To</source>
        <translation>保存到</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
</context>
<context>
    <name>FactsTable</name>
    <message>
        <source>Differences only</source>
        <translation>仅显示差异</translation>
    </message>
    <message>
        <source>Leave out the settings that are the same</source>
        <translation>略去相同的设置</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>{count} rows are hidden</source>
        <translation>已隐藏 {count} 行</translation>
    </message>
    <message>
        <source>Sort the runs by it</source>
        <translation>按它排序运行</translation>
    </message>
    <message>
        <source>Hide this row</source>
        <translation>隐藏这一行</translation>
    </message>
    <message>
        <source>Show the hidden rows</source>
        <translation>显示隐藏的行</translation>
    </message>
    <message>
        <source>Settings and results of the runs</source>
        <translation>各运行的设置和结果</translation>
    </message>
    <message>
        <source>Click a name to sort the runs by it; more in its context menu</source>
        <translation>单击名称可按它排序运行；更多操作在右键菜单中</translation>
    </message>
    <message>
        <source>As Markdown</source>
        <translation>作为 Markdown</translation>
    </message>
    <message>
        <source>As CSV</source>
        <translation>作为 CSV</translation>
    </message>
</context>
<context>
    <name>Families</name>
    <message>
        <source>Its template drops what stands before &lt;/think&gt; from earlier answers, and always opens with a thinking part: rows need one, or teach to leave it empty.</source>
        <translation>它的模板会去掉早先回答中 &lt;/think&gt; 之前的内容，并且总以思考部分开头：各行需要有思考部分，否则会教它留空。</translation>
    </message>
    <message>
        <source>The base models know &lt;|im_end|&gt; only as a name: they were not trained to end an answer with it, so it must be learned.</source>
        <translation>基座模型只把 &lt;|im_end|&gt; 当作名称：没有训练过用它结束回答，因此必须学习它。</translation>
    </message>
    <message>
        <source>Its experts are fused tensors: all-linear leaves them out, and without them far less is trained.</source>
        <translation>它的专家层是融合的张量：all-linear 不含它们，不含它们时训练的内容少得多。</translation>
    </message>
    <message>
        <source>With enable_thinking: false its template opens the answer with an empty thinking part: train and ask with the same choice.</source>
        <translation>设置 enable_thinking: false 时，它的模板在回答开头写一个空的思考部分：训练和提问请用同样的选择。</translation>
    </message>
    <message>
        <source>It has no padding token. Where pad = eos is set, tools that mask by the token's id never teach the end; here padding is masked by its place.</source>
        <translation>它没有填充 token。把 pad 设为 eos 时，按 token 编号掩码的工具永远学不会结束；这里按位置掩码填充。</translation>
    </message>
    <message>
        <source>Many models have this architecture: the template says how they chat.</source>
        <translation>许多模型都是这种架构：如何对话由模板决定。</translation>
    </message>
    <message>
        <source>Its template wants turns of user and assistant in alternation.</source>
        <translation>它的模板要求用户与助手的回合交替。</translation>
    </message>
    <message>
        <source>Its template refuses a system turn: here it goes into the first question. Its norms multiply by 1 + weight, in float32: a weight of 0 means that nothing is scaled.</source>
        <translation>它的模板拒绝系统回合：这里会把它放进第一个问题。它的归一化以 float32 乘以 1 + 权重：权重为 0 表示不缩放。</translation>
    </message>
    <message>
        <source>Attention scores are capped at 50, which not every attention kernel can do. Its norms multiply by 1 + weight, in float32: a weight of 0 means that nothing is scaled.</source>
        <translation>注意力分数以 50 为上限，并非每个注意力内核都支持。它的归一化以 float32 乘以 1 + 权重：权重为 0 表示不缩放。</translation>
    </message>
    <message>
        <source>Its norms multiply by 1 + weight, in float32: a weight of 0 means that nothing is scaled.</source>
        <translation>它的归一化以 float32 乘以 1 + 权重：权重为 0 表示不缩放。</translation>
    </message>
    <message>
        <source>q, k and v are one matrix (qkv_proj), gate and up another (gate_up_proj).</source>
        <translation>q、k 和 v 是一个矩阵（qkv_proj），gate 和 up 是另一个（gate_up_proj）。</translation>
    </message>
    <message>
        <source>q, k and v are one matrix (qkv_proj), gate and up another (gate_up_proj). Its end of text is not what ends a turn.</source>
        <translation>q、k 和 v 是一个矩阵（qkv_proj），gate 和 up 是另一个（gate_up_proj）。它的文本结束标记不是回合的结束标记。</translation>
    </message>
    <message>
        <source>An answer has channels, and &lt;|end|&gt; closes only one of them. Its experts are fused tensors: all-linear leaves them out, and without them far less is trained.</source>
        <translation>一个回答含有多个通道，&lt;|end|&gt; 只结束其中一个。它的专家层是融合的张量：all-linear 不含它们，不含它们时训练的内容少得多。</translation>
    </message>
    <message>
        <source>Attention and MLP of a block run side by side on the same input.</source>
        <translation>一个块的注意力和 MLP 在同一输入上并行计算。</translation>
    </message>
    <message>
        <source>Part of its blocks are convolutions instead of attention.</source>
        <translation>它的一部分块用卷积代替注意力。</translation>
    </message>
    <message>
        <source>Embeddings, residuals and logits have multipliers of their own in config.json.</source>
        <translation>嵌入、残差和 logits 各有 config.json 中的乘数。</translation>
    </message>
    <message>
        <source>It keeps its matrices transposed (Conv1D), and q, k and v as one (c_attn). It has no template.</source>
        <translation>它的矩阵转置存放（Conv1D），q、k 和 v 合为一个（c_attn）。它没有模板。</translation>
    </message>
    <message>
        <source>q, k and v are one matrix (query_key_value): they can only be ticked together. It has no chat template.</source>
        <translation>q、k 和 v 是一个矩阵（query_key_value）：只能一起勾选。它没有对话模板。</translation>
    </message>
    <message>
        <source>q, k and v are one matrix (query_key_value): they can only be ticked together.</source>
        <translation>q、k 和 v 是一个矩阵（query_key_value）：只能一起勾选。</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Back to {value}</source>
        <translation>恢复为 {value}</translation>
    </message>
    <message>
        <source>Copy as flag</source>
        <translation>复制为命令行参数</translation>
    </message>
</context>
<context>
    <name>FilterField</name>
    <message>
        <source>Filter by state, star or tag</source>
        <translation>按状态、星标或标签筛选</translation>
    </message>
    <message>
        <source>{found} of {there}</source>
        <translation>{found} / {there}</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>筛选运行</translation>
    </message>
</context>
<context>
    <name>FindingsList</name>
    <message>
        <source>What the run’s curves say</source>
        <translation>这次运行的曲线说明了什么</translation>
    </message>
</context>
<context>
    <name>FolderRow</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a folder: {what}</source>
        <translation>选择文件夹：{what}</translation>
    </message>
    <message>
        <source>The usual folder</source>
        <translation>默认文件夹</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show the folder: {what}</source>
        <translation>显示文件夹：{what}</translation>
    </message>
</context>
<context>
    <name>FoldersPage</name>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Empty the cache of tokens</source>
        <translation>清空 token 缓存</translation>
    </message>
    <message>
        <source>Also listed: {folders}</source>
        <translation>同时列出：{folders}</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Tokens that are kept: {size} of {count} data sets</source>
        <translation>保存的 token：{size}，{count} 个数据集</translation>
    </message>
    <message>
        <source>Tokens that are kept: not counted yet</source>
        <translation>保存的 token：尚未统计</translation>
    </message>
    <message>
        <source>Nothing is kept.</source>
        <translation>没有保存任何内容。</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>FormatCard</name>
    <message>
        <source>not for this adapter</source>
        <translation>不适用于这个适配器</translation>
    </message>
</context>
<context>
    <name>Going</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>GradientReading</name>
    <message>
        <source>Loading weights…</source>
        <translation>正在加载权重…</translation>
    </message>
    <message>
        <source>Reading {total} batches… {done} of {total}</source>
        <translation>正在读取 {total} 个批次…第 {done} 个，共 {total} 个</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Another window controls this run.</source>
        <translation>另一个窗口正在控制这次运行。</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接管</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>Not saved: {reason}. It is kept in this window.</source>
        <translation>未保存：{reason}。它保留在这个窗口中。</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>运行的名称</translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message>
        <source>Map of {measure}: blocks across, modules down</source>
        <translation>{measure} 图：横向为块，纵向为模块</translation>
    </message>
    <message>
        <source>has values that are no numbers</source>
        <translation>含有不是数的值</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Point at a cell to read it, click to see its module. Arrow keys move.</source>
        <translation>指向单元格可读数，点击可查看其模块。方向键可移动。</translation>
    </message>
    <message>
        <source>outside the blocks</source>
        <translation>块之外</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Typical</source>
        <translation>常用值</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>命令行参数</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>在别处</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} 到 {high}</translation>
    </message>
    <message>
        <source>from {low}</source>
        <translation>从 {low} 起</translation>
    </message>
    <message>
        <source>Layer tree</source>
        <translation>层树</translation>
    </message>
    <message>
        <source>The real modules of this model. Ticked ones are trained: each costs r·(in + out) numbers. A rank set on a group holds for everything below it; a rank of its own is marked with a dot.</source>
        <translation>这个模型的真实模块。勾选的会训练：每个占 r·(in + out) 个数。组上设置的秩适用于其下全部；单独的秩以圆点标记。</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Tick</source>
        <translation>勾选</translation>
    </message>
    <message>
        <source>0 … 9</source>
        <translation>0 … 9</translation>
    </message>
    <message>
        <source>Type a rank</source>
        <translation>输入秩</translation>
    </message>
    <message>
        <source>[ and ]</source>
        <translation>[ 和 ]</translation>
    </message>
    <message>
        <source>Halve or double the rank</source>
        <translation>秩减半或加倍</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>退格</translation>
    </message>
    <message>
        <source>Back to the inherited rank</source>
        <translation>恢复继承的秩</translation>
    </message>
    <message>
        <source>*</source>
        <translation>*</translation>
    </message>
    <message>
        <source>Open all</source>
        <translation>全部展开</translation>
    </message>
    <message>
        <source>Ctrl+C, Ctrl+V</source>
        <translation>Ctrl+C、Ctrl+V</translation>
    </message>
    <message>
        <source>Copy and paste the plan of the selection</source>
        <translation>复制和粘贴所选部分的方案</translation>
    </message>
    <message>
        <source>Ctrl+Shift+F</source>
        <translation>Ctrl+Shift+F</translation>
    </message>
    <message>
        <source>Folded, or every block</source>
        <translation>折叠，或显示每个块</translation>
    </message>
    <message>
        <source>Plan map</source>
        <translation>方案图</translation>
    </message>
    <message>
        <source>Blocks across, kinds of layers down; the darker, the higher the rank. Dragging a rectangle selects the same cells in the tree.</source>
        <translation>横向为块，纵向为层的种类；颜色越深，秩越高。拖出矩形会在树中选择相同的单元格。</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Halve or double</source>
        <translation>减半或加倍</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Raw values thin, smoothed ones thick, held-out ones as dots. The curve shows whether it still learns; the held-out one, whether it only learns by heart.</source>
        <translation>原始值为细线，平滑值为粗线，留出值为点。曲线显示是否还在学习；留出曲线显示是否只是在背。</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>Smoothing on or off</source>
        <translation>打开或关闭平滑</translation>
    </message>
    <message>
        <source>L</source>
        <translation>L</translation>
    </message>
    <message>
        <source>Logarithmic or linear</source>
        <translation>对数或线性</translation>
    </message>
    <message>
        <source>X</source>
        <translation>X</translation>
    </message>
    <message>
        <source>By step, epoch, tokens or time</source>
        <translation>按步、轮、token 或时间</translation>
    </message>
    <message>
        <source>F</source>
        <translation>F</translation>
    </message>
    <message>
        <source>Fit: show everything</source>
        <translation>适应：显示全部</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Mean nats per learned token. Falling: it learns. The held-out loss rising while this one falls: it learns by heart, and the best checkpoint is an earlier one.</source>
        <translation>每个学习的 token 的平均 nats。下降：在学习。它下降而留出损失上升：在背，最佳检查点在更早的时刻。</translation>
    </message>
    <message>
        <source>Layers strip</source>
        <translation>各层条带</translation>
    </message>
    <message>
        <source>How much each block has changed so far: blocks across, kinds of layers down.</source>
        <translation>到目前为止每个块改变了多少：横向为块，纵向为层的种类。</translation>
    </message>
    <message>
        <source>Map of modules</source>
        <translation>模块图</translation>
    </message>
    <message>
        <source>Blocks across, kinds of layers down, coloured by the chosen measure of what was learned there.</source>
        <translation>横向为块，纵向为层的种类，颜色表示所选的度量在那里学到多少。</translation>
    </message>
    <message>
        <source>To the next module</source>
        <translation>移到下一个模块</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>矩阵</translation>
    </message>
    <message>
        <source>The numbers of A, B or their product, coloured around zero.</source>
        <translation>A、B 或其乘积的数值，以零为中心着色。</translation>
    </message>
    <message>
        <source>+ and −</source>
        <translation>+ 和 −</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Table of modules</source>
        <translation>模块表</translation>
    </message>
    <message>
        <source>Every adapted module with its measures; a click sorts.</source>
        <translation>每个被适配的模块及其度量；单击可排序。</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>The rows of the data as they are read. The header of a column says what it is read as.</source>
        <translation>按读取方式显示的数据行。列的表头说明它读作什么。</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>token</translation>
    </message>
    <message>
        <source>A row as the model sees it. Underlined blue tokens are learned, grey ones are only read, struck ones are cut off.</source>
        <translation>模型看到的一行。带下划线的蓝色 token 会学习，灰色的只读取，划掉的被截去。</translation>
    </message>
    <message>
        <source>Pages of a run</source>
        <translation>运行的页面</translation>
    </message>
    <message>
        <source>Setup, Train, Inspect, Try and Export follow the life of a run.</source>
        <translation>配置、训练、剖析、试用和导出对应运行的各个阶段。</translation>
    </message>
    <message>
        <source>Ctrl+1 … 5</source>
        <translation>Ctrl+1 … 5</translation>
    </message>
    <message>
        <source>To a page</source>
        <translation>转到页面</translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation>左、右</translation>
    </message>
    <message>
        <source>To the next page</source>
        <translation>转到下一页</translation>
    </message>
    <message>
        <source>Setup card</source>
        <translation>配置卡片</translation>
    </message>
    <message>
        <source>What was chosen, and whether it is in order. It opens its editor, and takes files dropped on it.</source>
        <translation>选择了什么，是否就绪。单击打开它的编辑器，也可把文件拖到上面。</translation>
    </message>
    <message>
        <source>Alt+1 … 4</source>
        <translation>Alt+1 … 4</translation>
    </message>
    <message>
        <source>To a card</source>
        <translation>转到卡片</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Drafts, what trains, what waits, what is over, and adapters from elsewhere.</source>
        <translation>草稿、正在训练的、等待的、已结束的，以及外来的适配器。</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>上、下</translation>
    </message>
    <message>
        <source>To another run</source>
        <translation>转到另一次运行</translation>
    </message>
    <message>
        <source>F2</source>
        <translation>F2</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>A goal, as a set of settings. Applying one is one undo step and keeps model, data and ticks unless it names them. Changes are counted from it.</source>
        <translation>一个目标，由一组设置组成。应用预设只需一步撤销，除非它指明，否则保留模型、数据和勾选。更改从它算起。</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>概要</translation>
    </message>
    <message>
        <source>What the plan costs: parameters exactly, memory and time predicted until they are measured. % is of the base's parameters.</source>
        <translation>方案的代价：参数为精确值，内存和时间在测量之前为预测值。% 指占基座参数的比例。</translation>
    </message>
    <message>
        <source>Ctrl+Return</source>
        <translation>Ctrl+Return</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>What base and adapter answer, streamed, side by side.</source>
        <translation>基座与适配器的回答，逐字显示，左右并列。</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>What is asked of every column at once.</source>
        <translation>同时向每一列提出的问题。</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Ctrl+Up</source>
        <translation>Ctrl+Up</translation>
    </message>
    <message>
        <source>The prompt before</source>
        <translation>上一条提示词</translation>
    </message>
    <message>
        <source>Export format</source>
        <translation>导出格式</translation>
    </message>
    <message>
        <source>Which programs open it, and how large it becomes.</source>
        <translation>哪些程序可以打开它，以及它有多大。</translation>
    </message>
    <message>
        <source>LoRA Workbench</source>
        <translation>LoRA Workbench</translation>
    </message>
    <message>
        <source>Put the cursor into a field, the tree, a map or a chart, and press F1 for help on it.</source>
        <translation>把光标放进字段、树、图或图表，按 F1 查看帮助。</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Ctrl+K</translation>
    </message>
    <message>
        <source>Find an action or a setting</source>
        <translation>查找操作或设置</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Ctrl+F</translation>
    </message>
    <message>
        <source>Find a setting, or filter</source>
        <translation>查找设置，或筛选</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>This help</source>
        <translation>本帮助</translation>
    </message>
</context>
<context>
    <name>HelpPanel</name>
    <message>
        <source>Copy as flag</source>
        <translation>复制为命令行参数</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>In numbers and names</source>
        <translation>数值与名称</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>σ {deviation}</source>
        <translation>σ {deviation}</translation>
    </message>
    <message>
        <source>around {value}: {share} %</source>
        <translation>{value} 附近：{share} %</translation>
    </message>
</context>
<context>
    <name>ImportedLine</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>{count} runs of {folder} are listed. Nothing is written there.</source>
        <translation>已列出 {folder} 的 {count} 次运行。不会在那里写入任何内容。</translation>
    </message>
    <message>
        <source>The runs of {folder} are no longer listed. They stay where they are.</source>
        <translation>{folder} 的运行不再列出。它们留在原处。</translation>
    </message>
    <message>
        <source>Imported {name}.</source>
        <translation>已导入 {name}。</translation>
    </message>
    <message>
        <source>Imported {count} runs.</source>
        <translation>已导入 {count} 次运行。</translation>
    </message>
</context>
<context>
    <name>InspectBase</name>
    <message>
        <source>Choose the model that this adapter belongs to</source>
        <translation>选择这个适配器所属的模型</translation>
    </message>
    <message>
        <source>Reading its base: {done} of {total} modules</source>
        <translation>正在读取基座：{total} 个模块中的第 {done} 个</translation>
    </message>
    <message>
        <source>Reading its base…</source>
        <translation>正在读取基座…</translation>
    </message>
    <message>
        <source>Sizes relative to W need the base's weights.</source>
        <translation>相对于 W 的大小需要基座的权重。</translation>
    </message>
    <message>
        <source>Sizes relative to W need its base, which is not on this machine.</source>
        <translation>相对于 W 的大小需要基座，而它不在这台机器上。</translation>
    </message>
</context>
<context>
    <name>InspectColumn</name>
    <message>
        <source>New run with these ranks</source>
        <translation>用这些秩新建运行</translation>
    </message>
    <message>
        <source>Resize…</source>
        <translation>调整…</translation>
    </message>
    <message>
        <source>No module selected</source>
        <translation>没有选中模块</translation>
    </message>
    <message>
        <source>Choose its base…</source>
        <translation>选择它的基座…</translation>
    </message>
    <message>
        <source>Measure against the base</source>
        <translation>对照基座测量</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>适配器</translation>
    </message>
</context>
<context>
    <name>InspectFacts</name>
    <message>
        <source>{used} of {rank}</source>
        <translation>{used} / {rank}</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Rank, scale</source>
        <translation>秩，缩放</translation>
    </message>
    <message>
        <source>{size} · {share} of W</source>
        <translation>{size} · W 的 {share}</translation>
    </message>
    <message>
        <source>Uses</source>
        <translation>用到</translation>
    </message>
    <message>
        <source>Largest direction</source>
        <translation>最大方向</translation>
    </message>
    <message>
        <source>Its energy</source>
        <translation>它的能量</translation>
    </message>
    <message>
        <source>Stable rank</source>
        <translation>稳定秩</translation>
    </message>
    <message>
        <source>Largest entry</source>
        <translation>最大元素</translation>
    </message>
    <message>
        <source>Alignment with W</source>
        <translation>与 W 的对齐度</translation>
    </message>
    <message>
        <source>Intruders</source>
        <translation>侵入维度</translation>
    </message>
    <message>
        <source>Trained numbers</source>
        <translation>训练的数</translation>
    </message>
    <message>
        <source>NaN or infinite</source>
        <translation>NaN 或无穷大</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>‖ΔW‖ before, now</source>
        <translation>‖ΔW‖ 之前，现在</translation>
    </message>
    <message>
        <source>Closest directions</source>
        <translation>最接近的方向</translation>
    </message>
    <message>
        <source>Shared directions</source>
        <translation>共同的方向</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>基座</translation>
    </message>
    <message>
        <source>Modules</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Ranks</source>
        <translation>秩</translation>
    </message>
    <message>
        <source>Trained whole</source>
        <translation>整体训练</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>InspectNothing</name>
    <message>
        <source>Nothing to inspect yet.</source>
        <translation>还没有可剖析的内容。</translation>
    </message>
    <message>
        <source>Start the run: its first checkpoint is looked at here.</source>
        <translation>开始运行后，可在这里查看它的第一个检查点。</translation>
    </message>
    <message>
        <source>Choose a run on the left, or drop an adapter here.</source>
        <translation>请在左侧选择一次运行，或把适配器拖到这里。</translation>
    </message>
    <message>
        <source>It failed before the first save.</source>
        <translation>它在第一次保存之前就失败了。</translation>
    </message>
    <message>
        <source>It ended before the first save.</source>
        <translation>它在第一次保存之前就结束了。</translation>
    </message>
    <message>
        <source>This run has no adapter to inspect.</source>
        <translation>这次运行没有可剖析的适配器。</translation>
    </message>
    <message>
        <source>The first checkpoint comes when the run has begun.</source>
        <translation>运行开始之后会有第一个检查点。</translation>
    </message>
    <message>
        <source>The first checkpoint comes at step {step}.</source>
        <translation>第一个检查点在第 {step} 步。</translation>
    </message>
    <message>
        <source>The first checkpoint comes at step {step}, in about {time}.</source>
        <translation>第一个检查点在第 {step} 步，约 {time} 后。</translation>
    </message>
    <message>
        <source>A peft folder, or a .safetensors file of LoRA weights.</source>
        <translation>peft 文件夹，或含有 LoRA 权重的 .safetensors 文件。</translation>
    </message>
</context>
<context>
    <name>InspectPage</name>
    <message>
        <source>Go to Setup</source>
        <translation>前往“配置”</translation>
    </message>
    <message>
        <source>The selected module's numbers and pictures stand here.</source>
        <translation>所选模块的数值和图像显示在这里。</translation>
    </message>
    <message>
        <source>Nothing was measured.</source>
        <translation>没有测量任何内容。</translation>
    </message>
    <message>
        <source>Written: {folder}.</source>
        <translation>已写出：{folder}。</translation>
    </message>
</context>
<context>
    <name>KeyEdit</name>
    <message>
        <source>no keys</source>
        <translation>无按键</translation>
    </message>
    <message>
        <source>{keys} copies, cuts, pastes or selects everywhere.</source>
        <translation>{keys} 在任何地方都用于复制、剪切、粘贴或选择。</translation>
    </message>
    <message>
        <source>{keys} alone is typed into fields: hold Ctrl or Alt with it, or take F1 to F12.</source>
        <translation>{keys} 单独使用会输入到字段中：请同时按住 Ctrl 或 Alt，或使用 F1 到 F12。</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Layer tree: tick</source>
        <translation>层树：勾选</translation>
    </message>
    <message>
        <source>Layer tree: type a rank</source>
        <translation>层树：输入秩</translation>
    </message>
    <message>
        <source>Layer tree: halve or double the rank</source>
        <translation>层树：秩减半或加倍</translation>
    </message>
    <message>
        <source>Layer tree: back to the inherited rank</source>
        <translation>层树：恢复继承的秩</translation>
    </message>
    <message>
        <source>Layer tree: open all</source>
        <translation>层树：全部展开</translation>
    </message>
    <message>
        <source>Inspect: to the next module in the map</source>
        <translation>剖析：移到图中的下一个模块</translation>
    </message>
    <message>
        <source>Inspect: logarithmic spectrum</source>
        <translation>剖析：对数谱</translation>
    </message>
    <message>
        <source>Inspect: zoom a matrix, show all of it; arrows move</source>
        <translation>剖析：放大矩阵、显示全部；方向键移动</translation>
    </message>
    <message>
        <source>Charts: smoothing, logarithmic, x axis, fit</source>
        <translation>图表：平滑、对数、横轴、适应</translation>
    </message>
    <message>
        <source>Try: send</source>
        <translation>试用：发送</translation>
    </message>
    <message>
        <source>Try: cancel</source>
        <translation>试用：取消</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>不设按键</translation>
    </message>
    <message>
        <source>Usual keys</source>
        <translation>默认按键</translation>
    </message>
    <message>
        <source>Usual keys for all</source>
        <translation>全部恢复默认按键</translation>
    </message>
    <message>
        <source>Swap them</source>
        <translation>互换</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{keys}, always</source>
        <translation>{keys}，始终</translation>
    </message>
    <message>
        <source>{keys} is taken by “{what}”.</source>
        <translation>{keys} 已用于“{what}”。</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>操作及其按键</translation>
    </message>
    <message>
        <source>{what}: press the new keys</source>
        <translation>{what}：请按新的按键</translation>
    </message>
    <message>
        <source>These keys belong to a view and stay as they are.</source>
        <translation>这些按键属于某个视图，保持不变。</translation>
    </message>
</context>
<context>
    <name>LastTime</name>
    <message>
        <source>Show report</source>
        <translation>显示报告</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Drafts are kept, but for the last second.</source>
        <translation>草稿已保留，最后一秒除外。</translation>
    </message>
    <message>
        <source>The last window crashed ({how}).</source>
        <translation>上次的窗口崩溃了（{how}）。</translation>
    </message>
    <message>
        <source>The machine went off while the window was open.</source>
        <translation>窗口打开时机器断电了。</translation>
    </message>
    <message>
        <source>The last window was ended from outside.</source>
        <translation>上次的窗口被外部终止。</translation>
    </message>
</context>
<context>
    <name>LayerActions</name>
    <message>
        <source>The blocks of {name} differ: its first one was copied.</source>
        <translation>{name} 的各块不同：复制了第一块。</translation>
    </message>
    <message>
        <source>The scales differ now: some programs read one alpha only.</source>
        <translation>现在缩放各不相同：有些程序只读取一个 alpha。</translation>
    </message>
</context>
<context>
    <name>LayerClipboard</name>
    <message>
        <source>paste on {what}</source>
        <translation>粘贴到 {what}</translation>
    </message>
    <message>
        <source>{left} of {all} copied rows have no place here, first {path}.</source>
        <translation>复制的 {all} 行中有 {left} 行在这里没有位置，第一个是 {path}。</translation>
    </message>
</context>
<context>
    <name>LayerDelegate</name>
    <message>
        <source>“{text}” is not a rank: a rank is a whole number from 1 to 1,024.</source>
        <translation>“{text}” 不是秩：秩是 1 到 1,024 的整数。</translation>
    </message>
    <message>
        <source>“{text}” is not a number.</source>
        <translation>“{text}” 不是数。</translation>
    </message>
</context>
<context>
    <name>LayerEdits</name>
    <message>
        <source>tick of {what}</source>
        <translation>勾选 {what}</translation>
    </message>
    <message>
        <source>untick of {what}</source>
        <translation>取消勾选 {what}</translation>
    </message>
    <message>
        <source>rank of {what}</source>
        <translation>{what} 的秩</translation>
    </message>
    <message>
        <source>scale of {what}</source>
        <translation>{what} 的缩放</translation>
    </message>
    <message>
        <source>alpha of {what}</source>
        <translation>{what} 的 alpha</translation>
    </message>
    <message>
        <source>reset of {what}</source>
        <translation>重置 {what}</translation>
    </message>
    <message>
        <source>doubled rank of {what}</source>
        <translation>{what} 的秩加倍</translation>
    </message>
    <message>
        <source>halved rank of {what}</source>
        <translation>{what} 的秩减半</translation>
    </message>
    <message>
        <source>{what} trained whole</source>
        <translation>整体训练 {what}</translation>
    </message>
    <message>
        <source>LoRA for {what}</source>
        <translation>对 {what} 使用 LoRA</translation>
    </message>
    <message>
        <source>ranks that fit</source>
        <translation>合适的秩</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count} 行</translation>
    </message>
</context>
<context>
    <name>LayerMenu</name>
    <message>
        <source>Copy plan</source>
        <translation>复制方案</translation>
    </message>
    <message>
        <source>Paste plan</source>
        <translation>粘贴方案</translation>
    </message>
    <message>
        <source>Tick</source>
        <translation>勾选</translation>
    </message>
    <message>
        <source>Untick</source>
        <translation>取消勾选</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>秩</translation>
    </message>
    <message>
        <source>Halve the rank</source>
        <translation>秩减半</translation>
    </message>
    <message>
        <source>Double the rank</source>
        <translation>秩加倍</translation>
    </message>
    <message>
        <source>Inherit rank and scale</source>
        <translation>继承秩和缩放</translation>
    </message>
    <message>
        <source>Train with LoRA instead</source>
        <translation>改用 LoRA 训练</translation>
    </message>
    <message>
        <source>Do not train it</source>
        <translation>不训练它</translation>
    </message>
    <message>
        <source>Train whole</source>
        <translation>整体训练</translation>
    </message>
</context>
<context>
    <name>LayerModel</name>
    <message>
        <source>{name}, {count} experts</source>
        <translation>{name}，{count} 个专家</translation>
    </message>
    <message>
        <source>cannot be adapted</source>
        <translation>无法适配</translation>
    </message>
    <message>
        <source>{name}, trained whole, {count} trainable</source>
        <translation>{name}，整体训练，可训练 {count}</translation>
    </message>
    <message>
        <source>not ticked</source>
        <translation>未勾选</translation>
    </message>
    <message>
        <source>ticked</source>
        <translation>已勾选</translation>
    </message>
    <message>
        <source>partly ticked</source>
        <translation>部分勾选</translation>
    </message>
    <message>
        <source>{name}, {state}, rank {rank}, {count} trainable</source>
        <translation>{name}，{state}，秩 {rank}，可训练 {count}</translation>
    </message>
    <message>
        <source>no LoRA for {kind}</source>
        <translation>{kind} 没有 LoRA</translation>
    </message>
    <message>
        <source>Counted and changed: only what fits the filter.</source>
        <translation>只计算和更改符合筛选的部分。</translation>
    </message>
    <message>
        <source>{count} parameters · {of_all} of what is trained · {of_base} of the base</source>
        <translation>{count} 个参数 · 占训练总量的 {of_all} · 占基座的 {of_base}</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Rows × columns of the weight matrix W</source>
        <translation>权重矩阵 W 的行 × 列</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>秩</translation>
    </message>
    <message>
        <source>r: B is out×r and A is r×in</source>
        <translation>r：B 为 out×r，A 为 r×in</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>α = scale · r; another alpha changes the scale</source>
        <translation>α = 缩放 · r；改变 alpha 会改变缩放</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>α/r, the factor before B·A; it stays when the rank changes</source>
        <translation>α/r，B·A 之前的系数；秩改变时保持不变</translation>
    </message>
    <message>
        <source>Trainable</source>
        <translation>可训练</translation>
    </message>
    <message>
        <source>r·(in + out) numbers; the bar is the share of all that is trained</source>
        <translation>r·(in + out) 个数；条形表示占训练总量的比例</translation>
    </message>
    <message>
        <source>% of base</source>
        <translation>% 基座</translation>
    </message>
    <message>
        <source>Trainable, as a share of the base's parameters</source>
        <translation>可训练参数占基座参数的比例</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>整体</translation>
    </message>
    <message>
        <source>New with this task: all its numbers are trained and saved.</source>
        <translation>为这个任务新建：它的所有数都会训练并保存。</translation>
    </message>
    <message>
        <source>All its own numbers are trained and saved, without LoRA.</source>
        <translation>它自己的所有数都会训练并保存，不用 LoRA。</translation>
    </message>
    <message>
        <source>{count} of its modules are trained whole.</source>
        <translation>其中有 {count} 个模块整体训练。</translation>
    </message>
    <message>
        <source>Given here; Backspace inherits again.</source>
        <translation>在此指定；按退格键恢复继承。</translation>
    </message>
    <message>
        <source>The matrix has rank {limit} at most.</source>
        <translation>矩阵的秩最多为 {limit}。</translation>
    </message>
    <message>
        <source>Shares its weight with {module}; trained whole here, the two part.</source>
        <translation>与 {module} 共用权重；在此整体训练后，两者就分开了。</translation>
    </message>
    <message>
        <source>Shares its weight with {module}; LoRA here changes this layer only.</source>
        <translation>与 {module} 共用权重；这里的 LoRA 只改变这一层。</translation>
    </message>
    <message>
        <source>×{count} experts in one tensor, each with its own A and B</source>
        <translation>×{count} 个专家在同一张量中，各有自己的 A 和 B</translation>
    </message>
</context>
<context>
    <name>LayerTreeView</name>
    <message>
        <source>Layers of the model</source>
        <translation>模型的层</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>More than {most} rows would open: filter them, or open a block.</source>
        <translation>展开会超过 {most} 行：请先筛选，或只展开一个块。</translation>
    </message>
</context>
<context>
    <name>LayersBar</name>
    <message>
        <source>Filter: q_proj, *.mlp.*, role:attention, depth:&gt;50%</source>
        <translation>筛选：q_proj、*.mlp.*、role:attention、depth:&gt;50%</translation>
    </message>
    <message>
        <source>Folded</source>
        <translation>折叠</translation>
    </message>
    <message>
        <source>Every block</source>
        <translation>每个块</translation>
    </message>
    <message>
        <source>Filter layers</source>
        <translation>筛选层</translation>
    </message>
    <message>
        <source>Words that must all fit: part of a path, a glob (*.q_proj), a /regular expression/, role:mlp, type:Linear, block:20-31, depth:&gt;50%, rank:&gt;16, is:ticked, is:own. A minus before a word: not.</source>
        <translation>必须全部符合的词：路径的一部分、通配（*.q_proj）、/正则表达式/、role:mlp、type:Linear、block:20-31、depth:&gt;50%、rank:&gt;16、is:ticked、is:own。词前加减号表示排除。</translation>
    </message>
    <message>
        <source>One row for all equal blocks, or a row for each (Ctrl+Shift+F)</source>
        <translation>相同的块合为一行，或每块一行（Ctrl+Shift+F）</translation>
    </message>
</context>
<context>
    <name>LayersEditor</name>
    <message>
        <source>Reading the model…</source>
        <translation>正在读取模型…</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>请选择模型</translation>
    </message>
    <message>
        <source>No layer fits</source>
        <translation>没有符合的层</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Try part of a path, *.q_proj, role:mlp, depth:&gt;50%, rank:&gt;16 or is:ticked.</source>
        <translation>可尝试路径的一部分、*.q_proj、role:mlp、depth:&gt;50%、rank:&gt;16 或 is:ticked。</translation>
    </message>
    <message>
        <source>No layers to show</source>
        <translation>没有可显示的层</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>Its real modules appear here, with a rank on each.</source>
        <translation>它的真实模块会显示在这里，每个都带有秩。</translation>
    </message>
    <message>
        <source>Its modules come from config.json alone: a moment, also for large models.</source>
        <translation>模块仅由 config.json 得出：大模型也只需片刻。</translation>
    </message>
    <message>
        <source>{count} of {all} layers fit the filter</source>
        <translation>{all} 层中有 {count} 层符合筛选</translation>
    </message>
    <message>
        <source>{rows} rows selected · {count} trainable</source>
        <translation>选中 {rows} 行 · 可训练 {count}</translation>
    </message>
    <message>
        <source>{name}: an edit changes all {count} of them</source>
        <translation>{name}：一次编辑会改变全部 {count} 个</translation>
    </message>
    <message>
        <source>No layer fits “{text}”</source>
        <translation>没有层符合 “{text}”</translation>
    </message>
    <message>
        <source>Layers: {what}</source>
        <translation>层：{what}</translation>
    </message>
    <message>
        <source>Space ticks · digits type a rank · [ ] halve and double · Backspace inherits</source>
        <translation>空格勾选 · 数字输入秩 · [ ] 减半和加倍 · 退格恢复继承</translation>
    </message>
</context>
<context>
    <name>LayersOff</name>
    <message>
        <source>Filter: q_proj, layers.3</source>
        <translation>筛选：q_proj、layers.3</translation>
    </message>
    <message>
        <source>Filter modules</source>
        <translation>筛选模块</translation>
    </message>
    <message>
        <source>Modules with the adapter</source>
        <translation>带有适配器的模块</translation>
    </message>
    <message>
        <source>All on</source>
        <translation>全部打开</translation>
    </message>
    <message>
        <source>Only these</source>
        <translation>仅保留这些</translation>
    </message>
    <message>
        <source>Switches off all that the filter does not show</source>
        <translation>关闭筛选没有显示的所有模块</translation>
    </message>
    <message>
        <source>All {total} on</source>
        <translation>{total} 个全部打开</translation>
    </message>
    <message>
        <source>{off} of {total} off</source>
        <translation>{total} 个中关闭 {off} 个</translation>
    </message>
</context>
<context>
    <name>LayersStrip</name>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>‖ΔW‖, effective rank or gradient</source>
        <translation>‖ΔW‖、有效秩或梯度</translation>
    </message>
    <message>
        <source>By block, or by kind of module</source>
        <translation>按块，或按模块种类</translation>
    </message>
    <message>
        <source>by kind</source>
        <translation>按种类</translation>
    </message>
    <message>
        <source>by block</source>
        <translation>按块</translation>
    </message>
    <message>
        <source>block {number}</source>
        <translation>第 {number} 块</translation>
    </message>
    <message>
        <source>step {step} · {name} · {value}</source>
        <translation>第 {step} 步 · {name} · {value}</translation>
    </message>
    <message>
        <source>‖ΔW‖</source>
        <translation>‖ΔW‖</translation>
    </message>
    <message>
        <source>effective rank</source>
        <translation>有效秩</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>梯度</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>smoothed {factor}</source>
        <translation>平滑 {factor}</translation>
    </message>
    <message>
        <source>raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>masked</source>
        <translation>掩码</translation>
    </message>
    <message>
        <source>trained</source>
        <translation>参与训练</translation>
    </message>
    <message>
        <source>special</source>
        <translation>特殊</translation>
    </message>
    <message>
        <source>Grey: masked. Blue, underlined: trained. Boxed: special.</source>
        <translation>灰色：被掩码。蓝色带下划线：参与训练。带框：特殊 token。</translation>
    </message>
</context>
<context>
    <name>LengthHistogram</name>
    <message>
        <source>Lengths of the rows, and where they are cut</source>
        <translation>各行的长度，以及在何处截断</translation>
    </message>
    <message>
        <source>cut at {count} tokens</source>
        <translation>在 {count} 个 token 处截断</translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation>{count} 个 token</translation>
    </message>
</context>
<context>
    <name>Lens</name>
    <message>
        <source>Not measured: cancelled.</source>
        <translation>未测量：已取消。</translation>
    </message>
    <message>
        <source>The entries of ΔW are too large to be numbers.</source>
        <translation>ΔW 的元素过大，无法表示为数。</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>The list of runs cannot be remembered: {reason}.</source>
        <translation>运行列表无法记住：{reason}。</translation>
    </message>
</context>
<context>
    <name>LiveBox</name>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Go on with these</source>
        <translation>以此继续</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>采样</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Another window controls this run. Take it over in the header.</source>
        <translation>另一个窗口正在控制这次运行。可在标题栏接管。</translation>
    </message>
    <message>
        <source>A change holds from the next step on.</source>
        <translation>更改从下一步起生效。</translation>
    </message>
    <message>
        <source>Changed after step {step}.</source>
        <translation>在第 {step} 步之后更改。</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>立即</translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>The training process has not written anything.</source>
        <translation>训练进程没有写出任何内容。</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>对数</translation>
    </message>
</context>
<context>
    <name>LossView</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>The curve begins with the first step.</source>
        <translation>曲线从第一步开始。</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>held out</source>
        <translation>留出</translation>
    </message>
    <message>
        <source>a setting was changed</source>
        <translation>更改了设置</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>prompts answered</source>
        <translation>回答了提示词</translation>
    </message>
    <message>
        <source>adapter saved</source>
        <translation>保存了适配器</translation>
    </message>
</context>
<context>
    <name>MapsView</name>
    <message>
        <source>Measure</source>
        <translation>度量</translation>
    </message>
    <message>
        <source>No adapters to compare.</source>
        <translation>没有可对比的适配器。</translation>
    </message>
    <message>
        <source>The maps of runs that have saved an adapter stand here side by side.</source>
        <translation>已保存适配器的运行的图在这里并列显示。</translation>
    </message>
    <message>
        <source>No adapter yet: {names}.</source>
        <translation>还没有适配器：{names}。</translation>
    </message>
    <message>
        <source>The first {count} are shown.</source>
        <translation>显示前 {count} 个。</translation>
    </message>
    <message>
        <source>{name}: measuring…</source>
        <translation>{name}：正在测量…</translation>
    </message>
</context>
<context>
    <name>Marking</name>
    <message>
        <source>Tagged {what} {tags}.</source>
        <translation>已给 {what} 加上标签 {tags}。</translation>
    </message>
    <message>
        <source>Took {tags} off {what}.</source>
        <translation>已从 {what} 去掉标签 {tags}。</translation>
    </message>
    <message>
        <source>Note of {what} saved.</source>
        <translation>已保存 {what} 的备注。</translation>
    </message>
    <message>
        <source>Starred {what}.</source>
        <translation>已给 {what} 加星标。</translation>
    </message>
    <message>
        <source>{what}: no star any more.</source>
        <translation>{what}：已取消星标。</translation>
    </message>
    <message>
        <source>Archived {what}. “archived” in the filter shows it.</source>
        <translation>已归档 {what}。在筛选中用 “archived” 可显示它。</translation>
    </message>
    <message>
        <source>{what} is back in the list.</source>
        <translation>{what} 已回到列表中。</translation>
    </message>
    <message>
        <source>{count} runs</source>
        <translation>{count} 次运行</translation>
    </message>
</context>
<context>
    <name>MarksBox</name>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What was tried, and what comes next</source>
        <translation>试了什么，接下来做什么</translation>
    </message>
    <message>
        <source>It belongs to somebody else: nothing is written on it.</source>
        <translation>它属于别人：不会在上面写入任何内容。</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
</context>
<context>
    <name>MatrixView</name>
    <message>
        <source>[{row}, {column}] {value}</source>
        <translation>[{row}, {column}] {value}</translation>
    </message>
    <message>
        <source>[{row}–{last_row}, {column}–{last_column}] mean {value}</source>
        <translation>[{row}–{last_row}, {column}–{last_column}] 平均 {value}</translation>
    </message>
</context>
<context>
    <name>MeasureChoice</name>
    <message>
        <source>{done} of {total} modules</source>
        <translation>{done} / {total} 个模块</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>正在测量…</translation>
    </message>
</context>
<context>
    <name>Measures</name>
    <message>
        <source>Modules</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Size relative to W</source>
        <translation>相对于 W 的大小</translation>
    </message>
    <message>
        <source>Size ‖ΔW‖ (Frobenius)</source>
        <translation>大小 ‖ΔW‖（Frobenius）</translation>
    </message>
    <message>
        <source>Largest singular value</source>
        <translation>最大奇异值</translation>
    </message>
    <message>
        <source>Sum of singular values</source>
        <translation>奇异值之和</translation>
    </message>
    <message>
        <source>Share of rank used</source>
        <translation>所用秩的比例</translation>
    </message>
    <message>
        <source>Effective rank</source>
        <translation>有效秩</translation>
    </message>
    <message>
        <source>Stable rank</source>
        <translation>稳定秩</translation>
    </message>
    <message>
        <source>Energy in the first 1</source>
        <translation>前 1 个的能量</translation>
    </message>
    <message>
        <source>Energy in the first 2</source>
        <translation>前 2 个的能量</translation>
    </message>
    <message>
        <source>Energy in the first 4</source>
        <translation>前 4 个的能量</translation>
    </message>
    <message>
        <source>Energy in the first 8</source>
        <translation>前 8 个的能量</translation>
    </message>
    <message>
        <source>Largest entry of ΔW</source>
        <translation>ΔW 的最大元素</translation>
    </message>
    <message>
        <source>Alignment with W</source>
        <translation>与 W 的对齐度</translation>
    </message>
    <message>
        <source>Intruder dimensions</source>
        <translation>侵入维度</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>秩</translation>
    </message>
    <message>
        <source>Difference ‖ΔW − ΔW′‖</source>
        <translation>差异 ‖ΔW − ΔW′‖</translation>
    </message>
    <message>
        <source>Difference, relative</source>
        <translation>差异，相对值</translation>
    </message>
    <message>
        <source>Growth of ‖ΔW‖</source>
        <translation>‖ΔW‖ 的增长</translation>
    </message>
    <message>
        <source>Largest difference (spectral)</source>
        <translation>最大差异（谱范数）</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Smallest principal angle</source>
        <translation>最小主角</translation>
    </message>
    <message>
        <source>Shared output directions</source>
        <translation>共同的输出方向</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Rank used</source>
        <translation>所用的秩</translation>
    </message>
    <message>
        <source>‖ΔW‖</source>
        <translation>‖ΔW‖</translation>
    </message>
    <message>
        <source>of ‖W‖</source>
        <translation>占 ‖W‖</translation>
    </message>
    <message>
        <source>σ₁</source>
        <translation>σ₁</translation>
    </message>
    <message>
        <source>Energy in σ₁</source>
        <translation>σ₁ 的能量</translation>
    </message>
    <message>
        <source>Largest entry</source>
        <translation>最大元素</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>对齐度</translation>
    </message>
    <message>
        <source>Intruders</source>
        <translation>侵入维度</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>相对</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>增长</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>共同</translation>
    </message>
</context>
<context>
    <name>MergeForm</name>
    <message>
        <source>exact, cut to a rank (SVD)</source>
        <translation>精确，截断到某个秩（SVD）</translation>
    </message>
    <message>
        <source>exact, ranks added up</source>
        <translation>精确，秩相加</translation>
    </message>
    <message>
        <source>linear, of A and B</source>
        <translation>线性，对 A 和 B</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>This adapter</source>
        <translation>这个适配器</translation>
    </message>
    <message>
        <source>Weight of {name}</source>
        <translation>{name} 的权重</translation>
    </message>
    <message>
        <source>There is no other adapter. Finish another run, or open an adapter first.</source>
        <translation>没有其他适配器。请先完成另一次运行，或打开一个适配器。</translation>
    </message>
    <message>
        <source>Tick at least one other adapter.</source>
        <translation>请至少勾选另一个适配器。</translation>
    </message>
    <message>
        <source>Looking how they get along…</source>
        <translation>正在查看它们是否相容…</translation>
    </message>
    <message>
        <source>Cosine of their changes {cosine}; at most {cancelled} of a module cancels out.</source>
        <translation>两者改动的余弦为 {cosine}；单个模块最多抵消 {cancelled}。</translation>
    </message>
    <message>
        <source>The rank cuts off {error} of ‖ΔW‖.</source>
        <translation>该秩截去 ‖ΔW‖ 的 {error}。</translation>
    </message>
</context>
<context>
    <name>MessageEdit</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Ask both.</source>
        <translation>同时询问两者。</translation>
    </message>
    <message>
        <source>A text that the models continue as it stands.</source>
        <translation>一段文本，由模型接着续写。</translation>
    </message>
    <message>
        <source>{asked} Ctrl+Enter sends, Ctrl+↑ brings back the last message.</source>
        <translation>{asked} Ctrl+Enter 发送，Ctrl+↑ 取回上一条消息。</translation>
    </message>
</context>
<context>
    <name>Methods</name>
    <message>
        <source>{count} of {total} modules: {reason}</source>
        <translation>{total} 个模块中的 {count} 个：{reason}</translation>
    </message>
    <message>
        <source>Nothing else</source>
        <translation>不训练其他</translation>
    </message>
    <message>
        <source>Biases of the adapted layers</source>
        <translation>被适配层的偏置</translation>
    </message>
    <message>
        <source>With the adapter switched off, trained biases stay.</source>
        <translation>关闭适配器后，训练过的偏置仍然保留。</translation>
    </message>
    <message>
        <source>Every bias of the model</source>
        <translation>模型的所有偏置</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>The reference: r·(in + out) numbers per layer, mergeable into the base, read by every tool.</source>
        <translation>基准方法：每层 r·(in + out) 个数，可合并进基座，所有工具都能读取。</translation>
    </message>
    <message>
        <source>At high ranks the factor alpha / r damps the update.</source>
        <translation>秩很高时，系数 alpha / r 会削弱更新。</translation>
    </message>
    <message>
        <source>rsLoRA</source>
        <translation>rsLoRA</translation>
    </message>
    <message>
        <source>The factor alpha / √r keeps the update's size as the rank grows, so that high ranks pay.</source>
        <translation>系数 alpha / √r 让更新的大小不随秩增大而缩小，使高秩更有价值。</translation>
    </message>
    <message>
        <source>No parameters. At the same alpha the factor is √r times LoRA's: lower the scale or the rate.</source>
        <translation>不增加参数。相同 alpha 下系数是 LoRA 的 √r 倍：请降低缩放或学习率。</translation>
    </message>
    <message>
        <source>DoRA</source>
        <translation>DoRA</translation>
    </message>
    <message>
        <source>Trains direction and length of each output's weights apart; often ahead of LoRA at low ranks.</source>
        <translation>分别训练每个输出权重的方向和长度；低秩时往往优于 LoRA。</translation>
    </message>
    <message>
        <source>One number per output more, and B·A is formed in every step: slower, with more memory.</source>
        <translation>每个输出多一个数，且每一步都要算出 B·A：更慢，占用更多内存。</translation>
    </message>
    <message>
        <source>LoRA+</source>
        <translation>LoRA+</translation>
    </message>
    <message>
        <source>B learns this many times faster than A, which speeds up learning in wide models.</source>
        <translation>B 的学习速度是 A 的若干倍，可加快宽模型的学习。</translation>
    </message>
    <message>
        <source>No parameters. The rate may have to be lowered; a high ratio can be unstable.</source>
        <translation>不增加参数。可能需要降低学习率；倍数过高会不稳定。</translation>
    </message>
    <message>
        <source>A random, B zero</source>
        <translation>A 随机，B 为零</translation>
    </message>
    <message>
        <source>Step 0 computes exactly what the base computes.</source>
        <translation>第 0 步的计算与基座完全相同。</translation>
    </message>
    <message>
        <source>In the first steps only B learns.</source>
        <translation>最初几步只有 B 在学习。</translation>
    </message>
    <message>
        <source>Gaussian</source>
        <translation>高斯</translation>
    </message>
    <message>
        <source>A is normal with deviation 1 / r, B is zero: step 0 equals the base.</source>
        <translation>A 服从标准差为 1 / r 的正态分布，B 为零：第 0 步与基座相同。</translation>
    </message>
    <message>
        <source>A's first values shrink as the rank grows.</source>
        <translation>秩越高，A 的初始值越小。</translation>
    </message>
    <message>
        <source>Orthogonal</source>
        <translation>正交</translation>
    </message>
    <message>
        <source>A and B start nonzero in orthogonal directions with B·A = 0: both learn from the first step.</source>
        <translation>A 和 B 从非零的正交方向开始，且 B·A = 0：从第一步起两者都在学习。</translation>
    </message>
    <message>
        <source>Even ranks only.</source>
        <translation>只能使用偶数秩。</translation>
    </message>
    <message>
        <source>PiSSA</source>
        <translation>PiSSA</translation>
    </message>
    <message>
        <source>Trains the strongest r directions of each weight; often converges faster than LoRA.</source>
        <translation>训练每个权重最强的 r 个方向；通常比 LoRA 收敛更快。</translation>
    </message>
    <message>
        <source>One SVD per layer before the start (minutes for large models); the saved adapter has rank 2r.</source>
        <translation>开始前每层做一次 SVD（大模型需数分钟）；保存的适配器秩为 2r。</translation>
    </message>
    <message>
        <source>PiSSA, fast</source>
        <translation>PiSSA（快速）</translation>
    </message>
    <message>
        <source>PiSSA by a randomised SVD: seconds instead of minutes.</source>
        <translation>用随机化 SVD 的 PiSSA：几秒而不是几分钟。</translation>
    </message>
    <message>
        <source>The directions are approximate; the saved adapter has rank 2r.</source>
        <translation>方向是近似的；保存的适配器秩为 2r。</translation>
    </message>
    <message>
        <source>OLoRA</source>
        <translation>OLoRA</translation>
    </message>
    <message>
        <source>A and B start from a QR decomposition of the weight, with orthonormal columns in B.</source>
        <translation>A 和 B 从权重的 QR 分解开始，B 的列是标准正交的。</translation>
    </message>
    <message>
        <source>One QR per layer before the start; the saved adapter has rank 2r.</source>
        <translation>开始前每层做一次 QR；保存的适配器秩为 2r。</translation>
    </message>
</context>
<context>
    <name>MethodsPicker</name>
    <message>
        <source>Methods</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>The plan does not fit a model yet.</source>
        <translation>方案与模型尚不相符。</translation>
    </message>
    <message>
        <source>What is trained, and what it starts from: {words}</source>
        <translation>训练什么，从什么开始：{words}</translation>
    </message>
</context>
<context>
    <name>MixPanel</name>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最多</translation>
    </message>
    <message>
        <source>In an epoch</source>
        <translation>每轮</translation>
    </message>
    <message>
        <source>Weight 2: every row twice in an epoch. Weight 0.5: half of the rows, drawn by the seed. At most: that many rows, drawn by the seed.</source>
        <translation>权重 2：每行在一轮中用两次。权重 0.5：由随机种子抽取一半的行。最多：由随机种子抽取这么多行。</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>{samples} of {rows} rows</source>
        <translation>{samples} / {rows} 行</translation>
    </message>
</context>
<context>
    <name>ModelEditor</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>A Hugging Face folder: config.json, tokenizer, safetensors. It can be dropped here.</source>
        <translation>Hugging Face 文件夹：config.json、分词器、safetensors。可以拖到这里。</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>已选</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>系列</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>块</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation>隐藏维度</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>存储格式</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Starter model</source>
        <translation>入门模型</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>Choose a Hugging Face model folder</source>
        <translation>选择 Hugging Face 模型文件夹</translation>
    </message>
    <message>
        <source>Choose a folder that holds models</source>
        <translation>选择存放模型的文件夹</translation>
    </message>
    <message>
        <source>Hugging Face cache</source>
        <translation>Hugging Face 缓存</translation>
    </message>
    <message>
        <source>Searched for models:</source>
        <translation>已在以下位置查找模型：</translation>
    </message>
    <message>
        <source>Searching for models…</source>
        <translation>正在查找模型…</translation>
    </message>
    <message>
        <source>This folder has no weights.</source>
        <translation>这个文件夹没有权重。</translation>
    </message>
    <message>
        <source>Its layers can be planned; training needs its safetensors files.</source>
        <translation>它的层可以规划；训练则需要它的 safetensors 文件。</translation>
    </message>
    <message>
        <source>Choose another folder…</source>
        <translation>选择其他文件夹…</translation>
    </message>
    <message>
        <source>Use the starter model</source>
        <translation>使用入门模型</translation>
    </message>
    <message>
        <source>Reading config.json…</source>
        <translation>正在读取 config.json…</translation>
    </message>
    <message>
        <source>Choose one from the list, or any folder of a Hugging Face model on this machine.</source>
        <translation>请从列表中选择，或选择这台机器上任意一个 Hugging Face 模型文件夹。</translation>
    </message>
    <message>
        <source>{count} tokens</source>
        <translation>{count} 个 token</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>unknown: general rules</source>
        <translation>未知：按一般规则</translation>
    </message>
    <message>
        <source>Template, end marks and layers are read from the model's own files.</source>
        <translation>模板、结束标记和层从模型自己的文件读取。</translation>
    </message>
    <message>
        <source>It chats in this style: {style}.</source>
        <translation>它的对话样式为：{style}。</translation>
    </message>
    <message>
        <source>A turn ends with {ends}.</source>
        <translation>回合以 {ends} 结束。</translation>
    </message>
    <message>
        <source>Thinking: {argument}, on the Data card.</source>
        <translation>思考：{argument}，在“数据”卡片中。</translation>
    </message>
</context>
<context>
    <name>ModelFolders</name>
    <message>
        <source>Folders that are searched for models, besides the Hugging Face cache.</source>
        <translation>除 Hugging Face 缓存外，还会在这些文件夹中查找模型。</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>A folder that holds model folders</source>
        <translation>存放模型文件夹的文件夹</translation>
    </message>
</context>
<context>
    <name>ModelPlaces</name>
    <message>
        <source>llama · 2.0 M · the ready example</source>
        <translation>llama · 2.0 M · 现成的示例</translation>
    </message>
    <message>
        <source>Starter model</source>
        <translation>入门模型</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Hugging Face cache</source>
        <translation>Hugging Face 缓存</translation>
    </message>
    <message>
        <source>no</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>This plan takes at least {needs} of memory; this machine has {memory}.</source>
        <translation>这个方案至少需要 {needs} 内存；这台机器有 {memory}。</translation>
    </message>
    <message>
        <source>The plan names no layer of this model: it would have to be mapped.</source>
        <translation>方案没有写到这个模型的任何层：需要重新对应。</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>放得下</translation>
    </message>
    <message>
        <source>tight</source>
        <translation>紧张</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>太大</translation>
    </message>
</context>
<context>
    <name>ModuleDetails</name>
    <message>
        <source>Log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic scale (L)</source>
        <translation>对数刻度（L）</translation>
    </message>
    <message>
        <source>Values of {matrix}</source>
        <translation>{matrix} 的值</translation>
    </message>
    <message>
        <source>Expert</source>
        <translation>专家</translation>
    </message>
</context>
<context>
    <name>NewRun</name>
    <message>
        <source>No ranks follow from this kind of adapter: it has no low-rank product.</source>
        <translation>这种适配器得不出秩：它没有低秩乘积。</translation>
    </message>
    <message>
        <source>ranks {ranks} · {count} parameters, now {now}</source>
        <translation>秩 {ranks} · {count} 个参数，现为 {now}</translation>
    </message>
    <message>
        <source>ranks of {name}</source>
        <translation>{name} 的秩</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>1 setting is unknown here and ignored: the file may be of a newer peft.</source>
        <translation>有 1 个设置不认识，已忽略：文件可能来自更新的 peft。</translation>
    </message>
    <message>
        <source>{count} settings are unknown here and ignored: the file may be of a newer peft.</source>
        <translation>有 {count} 个设置不认识，已忽略：文件可能来自更新的 peft。</translation>
    </message>
    <message>
        <source>{count} tensors are not understood and not shown.</source>
        <translation>有 {count} 个张量无法理解，未显示。</translation>
    </message>
    <message>
        <source>Choose its base…</source>
        <translation>选择它的基座…</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>…还有 {count} 个</translation>
    </message>
</context>
<context>
    <name>Nothing</name>
    <message>
        <source>Go to Setup</source>
        <translation>前往“配置”</translation>
    </message>
    <message>
        <source>Duplicate as draft</source>
        <translation>复制为草稿</translation>
    </message>
    <message>
        <source>Start the run to see its curves.</source>
        <translation>开始运行即可看到曲线。</translation>
    </message>
    <message>
        <source>Loss, held-out loss and answers to held-out prompts move here while it trains.</source>
        <translation>训练时，损失、留出损失以及对留出提示词的回答会在这里更新。</translation>
    </message>
    <message>
        <source>Choose a run on the left, or make a new one.</source>
        <translation>请在左侧选择一次运行，或新建一个。</translation>
    </message>
    <message>
        <source>The training process {how}.</source>
        <translation>训练进程{how}。</translation>
    </message>
    <message>
        <source>Its setup can be started again from a copy.</source>
        <translation>可以由副本重新开始它的配置。</translation>
    </message>
    <message>
        <source>This run never began.</source>
        <translation>这次运行从未开始。</translation>
    </message>
    <message>
        <source>This run is next.</source>
        <translation>下一个就是这次运行。</translation>
    </message>
    <message>
        <source>It starts when the device is free.</source>
        <translation>设备空闲后开始。</translation>
    </message>
    <message>
        <source>This run waits at place {place} of the queue.</source>
        <translation>这次运行在队列的第 {place} 位等待。</translation>
    </message>
    <message>
        <source>Runs start one after another; drag them in the list to order.</source>
        <translation>运行依次开始；在列表中拖动可调整顺序。</translation>
    </message>
    <message>
        <source>Once the run has started: proof that peft attached what the plan says, the run's facts, its time, and a note.</source>
        <translation>运行开始之后：核对 peft 是否按方案挂接、运行的基本情况、用时和备注。</translation>
    </message>
    <message>
        <source>No run is shown.</source>
        <translation>没有显示运行。</translation>
    </message>
    <message>
        <source>This run answers no prompts on the way (Sample prompts is 0).</source>
        <translation>这次运行途中不回答提示词（提示词样例为 0）。</translation>
    </message>
    <message>
        <source>No rows are held out, so there are no prompts to answer.</source>
        <translation>没有留出的行，因此没有可回答的提示词。</translation>
    </message>
    <message>
        <source>The run ended before any prompt was answered.</source>
        <translation>运行在回答任何提示词之前就结束了。</translation>
    </message>
    <message>
        <source>{own} of your own prompts: first the base answers, then the adapter, ten times on the way.</source>
        <translation>自己的 {own} 条提示词：先由基座回答，再由适配器回答，途中共十次。</translation>
    </message>
    <message>
        <source>{count} held-out prompts and {own} of your own: first the base answers, then the adapter, ten times on the way.</source>
        <translation>{count} 条留出提示词和自己的 {own} 条：先由基座回答，再由适配器回答，途中共十次。</translation>
    </message>
    <message>
        <source>{count} held-out prompts: first the base answers, then the adapter, ten times on the way.</source>
        <translation>{count} 条留出提示词：先由基座回答，再由适配器回答，途中共十次。</translation>
    </message>
</context>
<context>
    <name>NotificationsPage</name>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Show one now</source>
        <translation>立即显示一条</translation>
    </message>
    <message>
        <source>When the window is not in front</source>
        <translation>窗口不在前台时</translation>
    </message>
    <message>
        <source>When a run ends</source>
        <translation>运行结束时</translation>
    </message>
    <message>
        <source>no command</source>
        <translation>没有命令</translation>
    </message>
    <message>
        <source>While a run trains</source>
        <translation>运行训练期间</translation>
    </message>
    <message>
        <source>{program} is not installed: the machine may sleep</source>
        <translation>未安装 {program}：机器可能会休眠</translation>
    </message>
    <message>
        <source>This desktop shows none: it has no tray, and notify-send is not installed.</source>
        <translation>这个桌面不显示通知：没有托盘，也没有安装 notify-send。</translation>
    </message>
    <message>
        <source>LoRA Workbench</source>
        <translation>LoRA Workbench</translation>
    </message>
    <message>
        <source>This is how a run is told of.</source>
        <translation>运行的消息会这样显示。</translation>
    </message>
</context>
<context>
    <name>NumberEdit</name>
    <message>
        <source>A number from {low} to {high}.</source>
        <translation>{low} 到 {high} 之间的数。</translation>
    </message>
    <message>
        <source>A number of at least {low}.</source>
        <translation>不小于 {low} 的数。</translation>
    </message>
    <message>
        <source>A number of at most {high}.</source>
        <translation>不大于 {high} 的数。</translation>
    </message>
    <message>
        <source>A number, such as 16 or 2e-4.</source>
        <translation>一个数，例如 16 或 2e-4。</translation>
    </message>
</context>
<context>
    <name>OptionsBar</name>
    <message>
        <source>Smooth</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Smoothed curve (S)</source>
        <translation>平滑曲线（S）</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic scale (L)</source>
        <translation>对数刻度（L）</translation>
    </message>
    <message>
        <source>Count steps, epochs, tokens or time (X)</source>
        <translation>横轴为步、轮、token 或时间（X）</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Show every value, not 1 % to 99 % (F)</source>
        <translation>显示所有值，而不只是 1 % 到 99 %（F）</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>整个运行</translation>
    </message>
    <message>
        <source>Show the steps still to come</source>
        <translation>显示尚未进行的步</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>The training process {how}.</source>
        <translation>训练进程{how}。</translation>
    </message>
    <message>
        <source>The training process ended without a word (killed, or the machine went off).</source>
        <translation>训练进程没有任何说明就结束了（被终止，或机器断电）。</translation>
    </message>
    <message>
        <source>No adapter was saved before that.</source>
        <translation>在那之前没有保存适配器。</translation>
    </message>
    <message>
        <source>It had come to {step}.</source>
        <translation>已进行到{step}。</translation>
    </message>
    <message>
        <source>The adapter of step {step} is kept.</source>
        <translation>保留了第 {step} 步的适配器。</translation>
    </message>
    <message>
        <source>Done in {time}.</source>
        <translation>已完成，用时 {time}。</translation>
    </message>
    <message>
        <source>Stopped before the first step.</source>
        <translation>在第一步之前停止。</translation>
    </message>
    <message>
        <source>Discarded at {step}.</source>
        <translation>在{step}丢弃。</translation>
    </message>
    <message>
        <source>Stopped at {step}.</source>
        <translation>在{step}停止。</translation>
    </message>
    <message>
        <source>Loss {first} → {last}.</source>
        <translation>损失 {first} → {last}。</translation>
    </message>
    <message>
        <source>{after} of {rows} held-out answers changed as taught ({before} before).</source>
        <translation>{rows} 条留出回答中有 {after} 条变得符合所教（之前为 {before} 条）。</translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message>
        <source>All linear</source>
        <translation>所有线性层</translation>
    </message>
    <message>
        <source>Attention only</source>
        <translation>仅注意力</translation>
    </message>
    <message>
        <source>MLP only</source>
        <translation>仅 MLP</translation>
    </message>
    <message>
        <source>Query and value</source>
        <translation>Query 和 Value</translation>
    </message>
    <message>
        <source>Experts only</source>
        <translation>仅专家</translation>
    </message>
    <message>
        <source>Head only</source>
        <translation>仅输出头</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{count} trained whole</source>
        <translation>{count} 个整体训练</translation>
    </message>
    <message>
        <source>No layer ticked</source>
        <translation>没有勾选层</translation>
    </message>
    <message>
        <source>{layers} · experts off</source>
        <translation>{layers} · 专家关闭</translation>
    </message>
    <message>
        <source>{layers} + {count} whole</source>
        <translation>{layers} + {count} 个整体</translation>
    </message>
    <message>
        <source>All linear − {names}</source>
        <translation>所有线性层 − {names}</translation>
    </message>
    <message>
        <source>1 module</source>
        <translation>1 个模块</translation>
    </message>
    <message>
        <source>{count} modules</source>
        <translation>{count} 个模块</translation>
    </message>
    <message>
        <source>tick at least one</source>
        <translation>请至少勾选一个</translation>
    </message>
    <message>
        <source>rank {rank}</source>
        <translation>秩 {rank}</translation>
    </message>
    <message>
        <source>scale {scale}</source>
        <translation>缩放 {scale}</translation>
    </message>
</context>
<context>
    <name>PlanMap</name>
    <message>
        <source>block {name}: a click selects it</source>
        <translation>块 {name}：单击选中</translation>
    </message>
    <message>
        <source>{name} in every block: a click selects it</source>
        <translation>所有块中的 {name}：单击选中</translation>
    </message>
    <message>
        <source>no such layer in this block</source>
        <translation>这个块中没有这样的层</translation>
    </message>
    <message>
        <source>{count} experts</source>
        <translation>{count} 个专家</translation>
    </message>
    <message>
        <source>{count} layers</source>
        <translation>{count} 层</translation>
    </message>
    <message>
        <source>1 layer selected</source>
        <translation>选中 1 层</translation>
    </message>
    <message>
        <source>{count} layers selected</source>
        <translation>选中 {count} 层</translation>
    </message>
    <message>
        <source>{count} trainable</source>
        <translation>可训练 {count}</translation>
    </message>
    <message>
        <source>Blocks across, kinds of layers down; the colour is the rank</source>
        <translation>横向为块，纵向为层的种类；颜色表示秩</translation>
    </message>
    <message>
        <source>Drag to select layers, then type a rank or press Space</source>
        <translation>拖动以选择层，然后输入秩或按空格</translation>
    </message>
    <message>
        <source>not ticked</source>
        <translation>未勾选</translation>
    </message>
    <message>
        <source>trained whole</source>
        <translation>整体训练</translation>
    </message>
    <message>
        <source>rank {rank}</source>
        <translation>秩 {rank}</translation>
    </message>
    <message>
        <source>{some} of {all} ticked</source>
        <translation>已勾选 {all} 中的 {some}</translation>
    </message>
</context>
<context>
    <name>PlanMapCanvas</name>
    <message>
        <source>Plan map: blocks across, kinds of layers down</source>
        <translation>方案图：横向为块，纵向为层的种类</translation>
    </message>
</context>
<context>
    <name>PlanMends</name>
    <message>
        <source>Start anew with all linear layers</source>
        <translation>以所有线性层重新开始</translation>
    </message>
    <message>
        <source>Tick all linear layers</source>
        <translation>勾选所有线性层</translation>
    </message>
    <message>
        <source>Untick these {count}</source>
        <translation>取消勾选这 {count} 个</translation>
    </message>
    <message>
        <source>layers unticked</source>
        <translation>取消勾选层</translation>
    </message>
    <message>
        <source>Round ranks up to even</source>
        <translation>把秩向上取为偶数</translation>
    </message>
    <message>
        <source>even ranks</source>
        <translation>偶数秩</translation>
    </message>
    <message>
        <source>Without {method}</source>
        <translation>不用 {method}</translation>
    </message>
    <message>
        <source>Map {count} by name</source>
        <translation>按名称对应 {count} 个</translation>
    </message>
    <message>
        <source>plan mapped by name</source>
        <translation>按名称对应方案</translation>
    </message>
    <message>
        <source>Keep the {count} that exist</source>
        <translation>保留存在的 {count} 个</translation>
    </message>
    <message>
        <source>what exists of the plan</source>
        <translation>方案中存在的部分</translation>
    </message>
</context>
<context>
    <name>PlanMenu</name>
    <message>
        <source>Plan</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Load plan…</source>
        <translation>载入方案…</translation>
    </message>
    <message>
        <source>As in an adapter…</source>
        <translation>与某个适配器相同…</translation>
    </message>
    <message>
        <source>Paste a plan</source>
        <translation>粘贴方案</translation>
    </message>
    <message>
        <source>Save plan…</source>
        <translation>保存方案…</translation>
    </message>
    <message>
        <source>Write adapter_config.json…</source>
        <translation>写出 adapter_config.json…</translation>
    </message>
    <message>
        <source>Copy the plan (YAML)</source>
        <translation>复制方案（YAML）</translation>
    </message>
    <message>
        <source>Copy as Python (LoraConfig)</source>
        <translation>复制为 Python（LoraConfig）</translation>
    </message>
    <message>
        <source>The model's layers are not known yet.</source>
        <translation>尚不知道模型的层。</translation>
    </message>
    <message>
        <source>plan from {source}</source>
        <translation>来自 {source} 的方案</translation>
    </message>
    <message>
        <source>The clipboard</source>
        <translation>剪贴板</translation>
    </message>
    <message>
        <source>the clipboard</source>
        <translation>剪贴板</translation>
    </message>
    <message>
        <source>Load a plan</source>
        <translation>载入方案</translation>
    </message>
    <message>
        <source>Plans, runs and adapters</source>
        <translation>方案、运行和适配器</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose an adapter's folder</source>
        <translation>选择适配器的文件夹</translation>
    </message>
    <message>
        <source>Save the plan</source>
        <translation>保存方案</translation>
    </message>
    <message>
        <source>Write adapter_config.json</source>
        <translation>写出 adapter_config.json</translation>
    </message>
    <message>
        <source>Saved {path}.</source>
        <translation>已保存 {path}。</translation>
    </message>
    <message>
        <source>Written: {path}.</source>
        <translation>已写出：{path}。</translation>
    </message>
    <message>
        <source>The plan is on the clipboard.</source>
        <translation>方案已在剪贴板中。</translation>
    </message>
    <message>
        <source>The LoraConfig is on the clipboard.</source>
        <translation>LoraConfig 已在剪贴板中。</translation>
    </message>
</context>
<context>
    <name>PlanReport</name>
    <message>
        <source>Map {count} by name</source>
        <translation>按名称对应 {count} 个</translation>
    </message>
    <message>
        <source>Nothing that {source} names exists in this model.</source>
        <translation>{source} 所写的内容在这个模型中都不存在。</translation>
    </message>
    <message>
        <source>1 name in {source} matches nothing in this model.</source>
        <translation>{source} 中有 1 个名称在这个模型中没有对应。</translation>
    </message>
    <message>
        <source>{count} names in {source} match nothing in this model.</source>
        <translation>{source} 中有 {count} 个名称在这个模型中没有对应。</translation>
    </message>
    <message>
        <source>{source} says more than a plan can.</source>
        <translation>{source} 所写的内容超出了方案所能表达的。</translation>
    </message>
    <message>
        <source>1 module is adapted as it says.</source>
        <translation>有 1 个模块按其所写适配。</translation>
    </message>
    <message>
        <source>{count} modules are adapted as it says.</source>
        <translation>有 {count} 个模块按其所写适配。</translation>
    </message>
    <message>
        <source>The plan stays as it was.</source>
        <translation>方案保持原样。</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <source>viridis</source>
        <translation>viridis</translation>
    </message>
    <message>
        <source>cividis</source>
        <translation>cividis</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>减少</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>简体中文</source>
        <translation>简体中文</translation>
    </message>
</context>
<context>
    <name>PreferencesWindow</name>
    <message>
        <source>Find a preference</source>
        <translation>查找偏好设置</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <source>Pages of the preferences</source>
        <translation>偏好设置的页面</translation>
    </message>
    <message>
        <source>No preference has “{text}” in its name or its help.</source>
        <translation>没有偏好设置的名称或说明中含有 “{text}”。</translation>
    </message>
</context>
<context>
    <name>PresetName</name>
    <message>
        <source>What it is for, in few words</source>
        <translation>它的用途，几个字即可</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>预设的名称</translation>
    </message>
</context>
<context>
    <name>PresetPicker</name>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Preset: {title}</source>
        <translation>预设：{title}</translation>
    </message>
    <message>
        <source>This preset is not on this machine: changes are counted from the defaults.</source>
        <translation>这台机器上没有这个预设：更改从默认值算起。</translation>
    </message>
    <message>
        <source>preset {title}</source>
        <translation>预设 {title}</translation>
    </message>
    <message>
        <source>Save preset</source>
        <translation>保存预设</translation>
    </message>
    <message>
        <source>Rename preset</source>
        <translation>重命名预设</translation>
    </message>
    <message>
        <source>Deleted preset {title}.</source>
        <translation>已删除预设 {title}。</translation>
    </message>
    <message>
        <source>New runs are as the last one was.</source>
        <translation>新运行与上次运行相同。</translation>
    </message>
    <message>
        <source>New runs begin with {title}.</source>
        <translation>新运行从 {title} 开始。</translation>
    </message>
    <message>
        <source>Export preset</source>
        <translation>导出预设</translation>
    </message>
    <message>
        <source>Saved {path}.</source>
        <translation>已保存 {path}。</translation>
    </message>
    <message>
        <source>Import preset</source>
        <translation>导入预设</translation>
    </message>
    <message>
        <source>{file} cannot be used</source>
        <translation>{file} 无法使用</translation>
    </message>
    <message>
        <source>Save as preset…</source>
        <translation>另存为预设…</translation>
    </message>
    <message>
        <source>Use for new runs</source>
        <translation>用于新运行</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Saved preset {title}.</source>
        <translation>已保存预设 {title}。</translation>
    </message>
    <message>
        <source>Saved preset {title}, without the ticked layers: they belong to this model.</source>
        <translation>已保存预设 {title}，不含已勾选的层：它们属于这个模型。</translation>
    </message>
</context>
<context>
    <name>Presets</name>
    <message>
        <source>The preset {title} is here already.</source>
        <translation>预设 {title} 已经存在。</translation>
    </message>
    <message>
        <source>Imported preset {title}: Training offers it.</source>
        <translation>已导入预设 {title}：可在“训练”中选用。</translation>
    </message>
    <message>
        <source>1 layer</source>
        <translation>1 层</translation>
    </message>
    <message>
        <source>{count} layers</source>
        <translation>{count} 层</translation>
    </message>
    <message>
        <source>{count} given</source>
        <translation>指定了 {count} 项</translation>
    </message>
    <message>
        <source>Chat · balanced</source>
        <translation>对话 · 均衡</translation>
    </message>
    <message>
        <source>The starting point for teaching answers to prompts. Every setting at its default.</source>
        <translation>教模型回答提示词的起点。每项设置都是默认值。</translation>
    </message>
    <message>
        <source>Style and format</source>
        <translation>风格与格式</translation>
    </message>
    <message>
        <source>Teaches how to answer (a tone, JSON, a layout), not what is true. Small and quick.</source>
        <translation>教如何回答（语气、JSON、版式），而不是教事实。小而快。</translation>
    </message>
    <message>
        <source>New knowledge</source>
        <translation>新知识</translation>
    </message>
    <message>
        <source>Reads in plain text, such as documents or code. More room in the adapter, a gentler rate, every token learned.</source>
        <translation>读入纯文本，例如文档或代码。适配器空间更大，学习率更缓，每个 token 都学习。</translation>
    </message>
    <message>
        <source>Maximum quality</source>
        <translation>最高质量</translation>
    </message>
    <message>
        <source>The most that LoRA can learn, where time and memory do not matter. Ends by itself when nothing more is gained.</source>
        <translation>在不计时间和内存的情况下，LoRA 所能学到的最多。没有更多收获时自动结束。</translation>
    </message>
    <message>
        <source>Top layers, fast</source>
        <translation>顶层，快速</translation>
    </message>
    <message>
        <source>Adapts only the last quarter of the blocks. Nothing below them is trained; from epoch 2 on it is not computed either.</source>
        <translation>只适配最后四分之一的块。其下什么都不训练；从第 2 轮起也不再计算。</translation>
    </message>
    <message>
        <source>Quick look</source>
        <translation>快速一试</translation>
    </message>
    <message>
        <source>A few minutes to see whether data and settings work at all, before the real run.</source>
        <translation>正式运行之前，用几分钟看看数据和设置是否可行。</translation>
    </message>
</context>
<context>
    <name>PresetsPage</name>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>As the last run</source>
        <translation>与上次运行相同</translation>
    </message>
    <message>
        <source>{preset} (not there)</source>
        <translation>{preset}（不存在）</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Nothing is sent to anybody: no account, no usage counts, no crash reports. A report of a crash is a file of yours, with names of functions and versions, without your data or tokens.</source>
        <translation>不向任何人发送任何内容：没有账号，没有使用统计，没有崩溃上报。崩溃报告是您自己的文件，只含函数名和版本，不含您的数据或 token。</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
</context>
<context>
    <name>PromptTable</name>
    <message>
        <source>Prompt set</source>
        <translation>提示词集</translation>
    </message>
    <message>
        <source>Name of the set</source>
        <translation>集的名称</translation>
    </message>
    <message>
        <source>Copy to a new set</source>
        <translation>复制为新的集</translation>
    </message>
    <message>
        <source>Remove set</source>
        <translation>移除集</translation>
    </message>
    <message>
        <source>Over checkpoints</source>
        <translation>跨检查点</translation>
    </message>
    <message>
        <source>Every checkpoint of the run answers, beside the base</source>
        <translation>运行的每个检查点各自回答，与基座并列</translation>
    </message>
    <message>
        <source>Held-out prompts of this run</source>
        <translation>这次运行的留出提示词</translation>
    </message>
    <message>
        <source>No set yet</source>
        <translation>还没有提示词集</translation>
    </message>
    <message>
        <source>{file} holds no prompts and is not read.</source>
        <translation>{file} 不含提示词，未读取。</translation>
    </message>
    <message>
        <source>Ask {count} prompts</source>
        <translation>询问 {count} 条提示词</translation>
    </message>
    <message>
        <source>This set has no prompts.</source>
        <translation>这个集没有提示词。</translation>
    </message>
    <message>
        <source>Save a prompt in Chat first.</source>
        <translation>请先在“对话”中保存一条提示词。</translation>
    </message>
    <message>
        <source>No checkpoint is kept.</source>
        <translation>没有保留检查点。</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>There is a set of that name.</source>
        <translation>已有同名的集。</translation>
    </message>
    <message>
        <source>A set has a name.</source>
        <translation>集需要有名称。</translation>
    </message>
    <message>
        <source>My prompts {number}</source>
        <translation>我的提示词 {number}</translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <source>Held-out prompts</source>
        <translation>留出提示词</translation>
    </message>
</context>
<context>
    <name>PromptsEdit</name>
    <message>
        <source>{count} of your own</source>
        <translation>自己的 {count} 条</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>来自文件…</translation>
    </message>
    <message>
        <source>Choose prompts</source>
        <translation>选择提示词</translation>
    </message>
    <message>
        <source>Prompts (*.txt *.md *.json);;All files (*)</source>
        <translation>提示词 (*.txt *.md *.json);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>PruneForm</name>
    <message>
        <source>Leave out</source>
        <translation>去掉</translation>
    </message>
    <message>
        <source>modules that change nothing ({count})</source>
        <translation>没有改变任何东西的模块（{count}）</translation>
    </message>
    <message>
        <source>selected modules ({count})</source>
        <translation>选中的模块（{count}）</translation>
    </message>
    <message>
        <source>Every module changes something. Select modules in the map or the table first.</source>
        <translation>每个模块都有改动。请先在图或表中选择模块。</translation>
    </message>
    <message>
        <source>No module is selected.</source>
        <translation>没有选中模块。</translation>
    </message>
    <message>
        <source>Nothing would be left of the adapter.</source>
        <translation>适配器将一无所剩。</translation>
    </message>
    <message>
        <source>1 module goes, {numbers} parameters. Error {error} of ‖ΔW‖, exactly.</source>
        <translation>去掉 1 个模块，{numbers} 个参数。误差为 ‖ΔW‖ 的 {error}，精确值。</translation>
    </message>
    <message>
        <source>{count} modules go, {numbers} parameters. Error {error} of ‖ΔW‖, exactly.</source>
        <translation>去掉 {count} 个模块，{numbers} 个参数。误差为 ‖ΔW‖ 的 {error}，精确值。</translation>
    </message>
</context>
<context>
    <name>QuickSets</name>
    <message>
        <source>Quick sets</source>
        <translation>快速选择</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最后</translation>
    </message>
    <message>
        <source>blocks</source>
        <translation>块</translation>
    </message>
    <message>
        <source>Tick</source>
        <translation>勾选</translation>
    </message>
    <message>
        <source>Every other block</source>
        <translation>每隔一块</translation>
    </message>
    <message>
        <source>All blocks</source>
        <translation>所有块</translation>
    </message>
    <message>
        <source>The kinds of layers that are ticked now, in these blocks alone</source>
        <translation>目前勾选的层的种类，仅限这些块</translation>
    </message>
    <message>
        <source>last {count} blocks</source>
        <translation>最后 {count} 块</translation>
    </message>
    <message>
        <source>every other block</source>
        <translation>每隔一块</translation>
    </message>
    <message>
        <source>all blocks</source>
        <translation>所有块</translation>
    </message>
</context>
<context>
    <name>RankBar</name>
    <message>
        <source>No rank: no layer is ticked</source>
        <translation>没有秩：没有勾选任何层</translation>
    </message>
    <message>
        <source>Colours: rank {ranks}</source>
        <translation>颜色：秩 {ranks}</translation>
    </message>
</context>
<context>
    <name>ReadingLine</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>{what}: {done} of {total} rows</source>
        <translation>{what}：{total} 行中的 {done} 行</translation>
    </message>
    <message>
        <source>{what}…</source>
        <translation>{what}…</translation>
    </message>
    <message>
        <source>Reading the rows</source>
        <translation>正在读取各行</translation>
    </message>
</context>
<context>
    <name>ReadoutGrid</name>
    <message>
        <source>{count} more in the list</source>
        <translation>列表中还有 {count} 个</translation>
    </message>
</context>
<context>
    <name>Recipes</name>
    <message>
        <source>{program} recipe: settings taken over: {taken}.</source>
        <translation>{program} 配方：已采用的设置 {taken} 项。</translation>
    </message>
    <message>
        <source>{program} recipe: settings taken over: {taken}, not taken over: {left}.</source>
        <translation>{program} 配方：已采用的设置 {taken} 项，未采用 {left} 项。</translation>
    </message>
    <message>
        <source>Where it says nothing, as {program} does.</source>
        <translation>未说明之处，按 {program} 的做法。</translation>
    </message>
    <message>
        <source>Model or data that it does not name are kept as they were.</source>
        <translation>未指明的模型或数据保持原样。</translation>
    </message>
    <message>
        <source>Not taken over:</source>
        <translation>未采用：</translation>
    </message>
    <message>
        <source>Taken over, but look at:</source>
        <translation>已采用，但请查看：</translation>
    </message>
</context>
<context>
    <name>Removal</name>
    <message>
        <source>{name} is in the trash.</source>
        <translation>{name} 已在回收站中。</translation>
    </message>
    <message>
        <source>{count} runs are in the trash.</source>
        <translation>{count} 次运行已在回收站中。</translation>
    </message>
    <message>
        <source>{name} is no longer listed. Its files stay where they are.</source>
        <translation>{name} 不再列出。它的文件留在原处。</translation>
    </message>
    <message>
        <source>Checkpoints of {count} runs are in the trash.</source>
        <translation>{count} 次运行的检查点已在回收站中。</translation>
    </message>
</context>
<context>
    <name>Reopening</name>
    <message>
        <source>The window changes its language when this is done.</source>
        <translation>完成之后，窗口会切换语言。</translation>
    </message>
</context>
<context>
    <name>ResizeForm</name>
    <message>
        <source>share of ‖ΔW‖²</source>
        <translation>‖ΔW‖² 的比例</translation>
    </message>
    <message>
        <source>rank, at most</source>
        <translation>秩，最多</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>This adapter has no low-rank product that could be cut.</source>
        <translation>这个适配器没有可截断的低秩乘积。</translation>
    </message>
    <message>
        <source>Error {error} of ‖ΔW‖ ({absolute}), exactly. Ranks {ranks}: {count} parameters, now {now}.</source>
        <translation>误差为 ‖ΔW‖ 的 {error}（{absolute}），精确值。秩 {ranks}：{count} 个参数，现为 {now}。</translation>
    </message>
</context>
<context>
    <name>ResultCard</name>
    <message>
        <source>Try it</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>剖析</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Open adapter folder</source>
        <translation>打开适配器文件夹</translation>
    </message>
    <message>
        <source>Again with my data…</source>
        <translation>用我的数据再来一次…</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Held-out prompt</source>
        <translation>留出提示词</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>No adapter was saved.</source>
        <translation>没有保存适配器。</translation>
    </message>
</context>
<context>
    <name>RolesHeader</name>
    <message>
        <source>What each column is read as</source>
        <translation>每一列读作什么</translation>
    </message>
    <message>
        <source>as detected</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>不读取</translation>
    </message>
</context>
<context>
    <name>RowJumps</name>
    <message>
        <source>Jump to</source>
        <translation>跳到</translation>
    </message>
    <message>
        <source>longest</source>
        <translation>最长</translation>
    </message>
    <message>
        <source>shortest</source>
        <translation>最短</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>odd characters</source>
        <translation>异常字符</translation>
    </message>
    <message>
        <source>held out</source>
        <translation>留出</translation>
    </message>
    <message>
        <source>Find text in the rows</source>
        <translation>在各行中查找文本</translation>
    </message>
    <message>
        <source>No row holds this text.</source>
        <translation>没有行包含这段文本。</translation>
    </message>
    <message>
        <source>No such row.</source>
        <translation>没有这样的行。</translation>
    </message>
    <message>
        <source>{count} in all</source>
        <translation>共 {count}</translation>
    </message>
</context>
<context>
    <name>RowPanel</name>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>Rendered</source>
        <translation>渲染后</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>token</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>Row before</source>
        <translation>上一行</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>下一行</translation>
    </message>
    <message>
        <source>of about {total}</source>
        <translation>共约 {total}</translation>
    </message>
    <message>
        <source>of {total}</source>
        <translation>共 {total}</translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>第 {line} 行</translation>
    </message>
    <message>
        <source>row {line}</source>
        <translation>第 {line} 条</translation>
    </message>
    <message>
        <source>{file}, line {line}</source>
        <translation>{file}，第 {line} 行</translation>
    </message>
    <message>
        <source>{where} · {tokens} tokens, {trained} trained</source>
        <translation>{where} · {tokens} 个 token，训练 {trained} 个</translation>
    </message>
    <message>
        <source>Cut at {length} tokens: {rows} rows lose their end mark and {tokens} tokens, {trained} of them trained.</source>
        <translation>在 {length} 个 token 处截断：{rows} 行失去结束标记和 {tokens} 个 token，其中 {trained} 个参与训练。</translation>
    </message>
    <message>
        <source>Cut at {length} tokens: {rows} rows lose their end mark and about {tokens} tokens, {trained} of them trained.</source>
        <translation>在 {length} 个 token 处截断：{rows} 行失去结束标记和约 {tokens} 个 token，其中 {trained} 个参与训练。</translation>
    </message>
    <message>
        <source>Cut at {length} tokens: no row is cut.</source>
        <translation>在 {length} 个 token 处截断：没有行被截断。</translation>
    </message>
    <message>
        <source>The rows are packed into {blocks} blocks of {length} tokens: none is cut.</source>
        <translation>各行打包成 {blocks} 块，每块 {length} 个 token：没有截断。</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
</context>
<context>
    <name>RowView</name>
    <message>
        <source>The row as it stands in the file</source>
        <translation>文件中原样的行</translation>
    </message>
    <message>
        <source>The row as the chat template writes it</source>
        <translation>对话模板写出的行</translation>
    </message>
    <message>
        <source>This row cannot be used: {reason}.</source>
        <translation>这一行无法使用：{reason}。</translation>
    </message>
    <message>
        <source>This row cannot be used: {reason} ({detail}).</source>
        <translation>这一行无法使用：{reason}（{detail}）。</translation>
    </message>
    <message>
        <source>The template writes nothing for this row.</source>
        <translation>模板没有为这一行写出任何内容。</translation>
    </message>
</context>
<context>
    <name>RowsModel</name>
    <message>
        <source>Tokens</source>
        <translation>token</translation>
    </message>
    <message>
        <source>{count} tokens, {trained} of them trained</source>
        <translation>{count} 个 token，其中 {trained} 个参与训练</translation>
    </message>
</context>
<context>
    <name>RowsTable</name>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
</context>
<context>
    <name>RowsView</name>
    <message>
        <source>Raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>Rendered</source>
        <translation>渲染后</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>token</translation>
    </message>
    <message>
        <source>Row before</source>
        <translation>上一行</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>下一行</translation>
    </message>
    <message>
        <source>Row {row} · {place} of {count}</source>
        <translation>第 {row} 行 · {count} 行中的第 {place} 行</translation>
    </message>
</context>
<context>
    <name>RunCommands</name>
    <message>
        <source>Where {name} saves from now on</source>
        <translation>{name} 从现在起保存到哪里</translation>
    </message>
    <message>
        <source>{name} cannot save there: {reason}.</source>
        <translation>{name} 无法保存到那里：{reason}。</translation>
    </message>
    <message>
        <source>Choose a folder on a disk with room.</source>
        <translation>请选择有空间的磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>Settings changed</source>
        <translation>设置已改变</translation>
    </message>
    <message>
        <source>Keep the old values</source>
        <translation>保留旧值</translation>
    </message>
    <message>
        <source>New run from this step</source>
        <translation>从这一步新建运行</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>RunList</name>
    <message>
        <source>Compared runs: Space hides one</source>
        <translation>对比的运行：空格可隐藏一个</translation>
    </message>
    <message>
        <source>Hide it or show it again (Space)</source>
        <translation>隐藏或重新显示（空格）</translation>
    </message>
</context>
<context>
    <name>RunTerms</name>
    <message>
        <source>Starred</source>
        <translation>已加星标</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>已归档</translation>
    </message>
    <message>
        <source>Imported from another program</source>
        <translation>从其他程序导入</translation>
    </message>
    <message>
        <source>Begun from another run's checkpoint</source>
        <translation>从另一次运行的检查点开始</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Waiting in the queue</source>
        <translation>在队列中等待</translation>
    </message>
    <message>
        <source>Training now</source>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Tagged {tag}</source>
        <translation>带标签 {tag}</translation>
    </message>
    <message>
        <source>A word of the model's path</source>
        <translation>模型路径中的词</translation>
    </message>
    <message>
        <source>A word of the data's path</source>
        <translation>数据路径中的词</translation>
    </message>
    <message>
        <source>A word of the note</source>
        <translation>备注中的词</translation>
    </message>
    <message>
        <source>Of today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Of the last seven days</source>
        <translation>最近七天</translation>
    </message>
    <message>
        <source>More than four weeks ago</source>
        <translation>四周以前</translation>
    </message>
    <message>
        <source>In that month, year or day</source>
        <translation>在该月、该年或该日</translation>
    </message>
    <message>
        <source>Lowest held-out loss under 1.2</source>
        <translation>最低留出损失低于 1.2</translation>
    </message>
    <message>
        <source>At least 100 steps</source>
        <translation>至少 100 步</translation>
    </message>
    <message>
        <source>Before a term: without it</source>
        <translation>放在条件之前：排除它</translation>
    </message>
</context>
<context>
    <name>Running</name>
    <message>
        <source>{name} starts.</source>
        <translation>{name} 开始运行。</translation>
    </message>
    <message>
        <source>{name} goes on by itself in {seconds} s ({count} of {most}).</source>
        <translation>{name} 将在 {seconds} 秒后自动继续（{most} 次中的第 {count} 次）。</translation>
    </message>
</context>
<context>
    <name>SampleRows</name>
    <message>
        <source>Your own prompts</source>
        <translation>自己的提示词</translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>（无）</translation>
    </message>
</context>
<context>
    <name>SamplesView</name>
    <message>
        <source>Step of the answers</source>
        <translation>回答所在的步</translation>
    </message>
    <message>
        <source>Held-out prompt</source>
        <translation>留出提示词</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>基座</translation>
    </message>
    <message>
        <source>Step 0, the base itself</source>
        <translation>第 0 步，即基座本身</translation>
    </message>
    <message>
        <source>Step {step}, the newest</source>
        <translation>第 {step} 步，最新</translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样例</translation>
    </message>
</context>
<context>
    <name>Saves</name>
    <message>
        <source>map</source>
        <translation>图</translation>
    </message>
    <message>
        <source>spectrum</source>
        <translation>谱</translation>
    </message>
    <message>
        <source>modules</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Saved {file}.</source>
        <translation>已保存 {file}。</translation>
    </message>
</context>
<context>
    <name>ScaleForm</name>
    <message>
        <source>Multiply ΔW by</source>
        <translation>ΔW 乘以</translation>
    </message>
    <message>
        <source>‖ΔW‖ becomes {size}, now {now}. It is folded into B; α/r stays.</source>
        <translation>‖ΔW‖ 变为 {size}，现为 {now}。系数并入 B；α/r 不变。</translation>
    </message>
</context>
<context>
    <name>ScalePicture</name>
    <message>
        <source>not to scale below 1 px</source>
        <translation>小于 1 px 时不按比例</translation>
    </message>
    <message>
        <source>W is trained itself: {count} numbers</source>
        <translation>W 本身参与训练：{count} 个数</translation>
    </message>
    <message>
        <source>Select a layer to see its matrix and the two thin ones that are trained.</source>
        <translation>选择一层，查看它的矩阵和参与训练的两个细长矩阵。</translation>
    </message>
    <message>
        <source>{trained} of {frozen} = {percent}</source>
        <translation>{trained} / {frozen} = {percent}</translation>
    </message>
    <message>
        <source>not ticked: this layer stays as it is</source>
        <translation>未勾选：这一层保持原样</translation>
    </message>
    <message>
        <source>{factor} is the scale, α/r: what B·A adds is multiplied by it</source>
        <translation>{factor} 是缩放 α/r：B·A 加上之前要乘以它</translation>
    </message>
    <message>
        <source>× {count} experts</source>
        <translation>× {count} 个专家</translation>
    </message>
    <message>
        <source>W is {w}, B is {b}, A is {a}; {words}</source>
        <translation>W 为 {w}，B 为 {b}，A 为 {a}；{words}</translation>
    </message>
    <message>
        <source>The base's matrix, out × in: frozen</source>
        <translation>基座的矩阵，out × in：冻结</translation>
    </message>
    <message>
        <source>The base's own numbers, trained and saved</source>
        <translation>基座自己的数，训练并保存</translation>
    </message>
    <message>
        <source>Trained, out × rank</source>
        <translation>训练，out × 秩</translation>
    </message>
    <message>
        <source>Trained, rank × in</source>
        <translation>训练，秩 × in</translation>
    </message>
</context>
<context>
    <name>Scales</name>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>token</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>step {value}</source>
        <translation>第 {value} 步</translation>
    </message>
    <message>
        <source>epoch {value}</source>
        <translation>第 {value} 轮</translation>
    </message>
    <message>
        <source>{value} tokens</source>
        <translation>{value} 个 token</translation>
    </message>
</context>
<context>
    <name>ScoresView</name>
    <message>
        <source>Rows to judge by</source>
        <translation>用来评判的行</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>The most rows</source>
        <translation>最多行数</translation>
    </message>
    <message>
        <source>Gained most</source>
        <translation>进步最大</translation>
    </message>
    <message>
        <source>Gained least</source>
        <translation>进步最小</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>按顺序</translation>
    </message>
    <message>
        <source>Order of the rows</source>
        <translation>行的顺序</translation>
    </message>
    <message>
        <source>Save table…</source>
        <translation>保存表格…</translation>
    </message>
    <message>
        <source>Scores of each column</source>
        <translation>每一列的评分</translation>
    </message>
    <message>
        <source>Scores of each row</source>
        <translation>每一行的评分</translation>
    </message>
    <message>
        <source>Rows that the run held out</source>
        <translation>这次运行留出的行</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Choose a file of rows.</source>
        <translation>请选择一个含有行的文件。</translation>
    </message>
    <message>
        <source>loss {name}</source>
        <translation>损失 {name}</translation>
    </message>
    <message>
        <source>accuracy {name}</source>
        <translation>准确率 {name}</translation>
    </message>
    <message>
        <source>row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>token</translation>
    </message>
    <message>
        <source>Every token is predicted from the true ones before it: loss in nats per labelled token, perplexity, and how often the likeliest token is the true one.</source>
        <translation>每个 token 都由它之前真实的 token 预测：损失（每个有标签 token 的 nats）、困惑度，以及可能性最大的 token 就是真实 token 的频率。</translation>
    </message>
    <message>
        <source>{rows} of {of} rows, {tokens} labelled tokens</source>
        <translation>{of} 行中的 {rows} 行，{tokens} 个有标签的 token</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Choose rows to judge by</source>
        <translation>选择用来评判的行</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>最多</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>行</translation>
    </message>
</context>
<context>
    <name>SettingHits</name>
    <message>
        <source>On other cards</source>
        <translation>在其他卡片中</translation>
    </message>
    <message>
        <source>{setting} · {card} card</source>
        <translation>{setting} · {card}卡片</translation>
    </message>
</context>
<context>
    <name>SetupCard</name>
    <message>
        <source>in order</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>with a warning</source>
        <translation>有警告</translation>
    </message>
    <message>
        <source>not in order</source>
        <translation>有问题</translation>
    </message>
</context>
<context>
    <name>SetupPage</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>A ready example: teach a 2 M-parameter model to answer as JSON.</source>
        <translation>一个现成的示例：教 2 M 参数的模型以 JSON 回答。</translation>
    </message>
    <message>
        <source>Press Start.</source>
        <translation>请按“开始”。</translation>
    </message>
    <message>
        <source>Use my own model or data</source>
        <translation>使用自己的模型或数据</translation>
    </message>
    <message>
        <source>This run's own setup.</source>
        <translation>这次运行自己的配置。</translation>
    </message>
    <message>
        <source>Duplicate it to change it.</source>
        <translation>要更改它，请先复制。</translation>
    </message>
    <message>
        <source>Duplicate as draft</source>
        <translation>复制为草稿</translation>
    </message>
    <message>
        <source>No run is open</source>
        <translation>没有打开运行</translation>
    </message>
    <message>
        <source>Its model, data, layers and settings stand here.</source>
        <translation>它的模型、数据、层和设置显示在这里。</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>新建运行</translation>
    </message>
    <message>
        <source>Copied: {flag}</source>
        <translation>已复制：{flag}</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>QUEUE (PAUSED)</source>
        <translation>队列（已暂停）</translation>
    </message>
    <message>
        <source>QUEUE</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>DRAFTS</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>RUNNING</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>{folder} (READ-ONLY)</source>
        <translation>{folder}（只读）</translation>
    </message>
    <message>
        <source>ADAPTERS</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>NOTHING FITS</source>
        <translation>没有符合的</translation>
    </message>
    <message>
        <source>NO RUNS YET</source>
        <translation>还没有运行</translation>
    </message>
    <message>
        <source>not where it was</source>
        <translation>不在原处</translation>
    </message>
    <message>
        <source>FINISHED TODAY</source>
        <translation>今天完成</translation>
    </message>
    <message>
        <source>FINISHED YESTERDAY</source>
        <translation>昨天完成</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>FINISHED {day}</source>
        <translation>{day}完成</translation>
    </message>
    <message>
        <source>draft · saved</source>
        <translation>草稿 · 已保存</translation>
    </message>
    <message>
        <source>draft · saving…</source>
        <translation>草稿 · 正在保存…</translation>
    </message>
    <message>
        <source>draft · not saved</source>
        <translation>草稿 · 未保存</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>imported from {program}</source>
        <translation>从 {program} 导入</translation>
    </message>
    <message>
        <source>{percent} % · loss {loss}</source>
        <translation>{percent} % · 损失 {loss}</translation>
    </message>
    <message>
        <source>{state} at step {step}</source>
        <translation>{state}，第 {step} 步</translation>
    </message>
    <message>
        <source>held out {loss} · {time}</source>
        <translation>留出 {loss} · {time}</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>新建运行</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>SmallChart</name>
    <message>
        <source>step {step}: {value}</source>
        <translation>第 {step} 步：{value}</translation>
    </message>
</context>
<context>
    <name>SmallCharts</name>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation>tok/s</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
</context>
<context>
    <name>SourceList</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Search the list</source>
        <translation>搜索列表</translation>
    </message>
</context>
<context>
    <name>SourcesBar</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>Choose data files</source>
        <translation>选择数据文件</translation>
    </message>
    <message>
        <source>Rows ({kinds})</source>
        <translation>行 ({kinds})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose a folder of data files</source>
        <translation>选择存放数据文件的文件夹</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Starter data</source>
        <translation>入门数据</translation>
    </message>
    <message>
        <source>take {name} away</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>data format</source>
        <translation>数据格式</translation>
    </message>
    <message>
        <source>mix</source>
        <translation>混合</translation>
    </message>
</context>
<context>
    <name>Spec</name>
    <message>
        <source>Starter data</source>
        <translation>入门数据</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Batch and memory</source>
        <translation>批次与内存</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>留出</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样例</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>How the run is called in lists; part of its folder's name.</source>
        <translation>运行在列表中的名称；也是其文件夹名的一部分。</translation>
    </message>
    <message>
        <source>Nothing in the result; it names the run's folder and what others call it.</source>
        <translation>不影响结果；它是运行文件夹的名称，也是别人对它的称呼。</translation>
    </message>
    <message>
        <source>What is different about this run: qwen3-tickets-r32.</source>
        <translation>这次运行的不同之处：qwen3-tickets-r32。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>A Hugging Face model folder (config.json, tokenizer, safetensors), or the word starter.</source>
        <translation>Hugging Face 模型文件夹（config.json、分词器、safetensors），或写 starter。</translation>
    </message>
    <message>
        <source>Decides what is adapted: the adapter fits this base and no other.</source>
        <translation>决定适配什么：适配器只适合这个基座。</translation>
    </message>
    <message>
        <source>An instruct model of 0.5 to 8 B parameters; a base model for raw text.</source>
        <translation>0.5 到 8 B 参数的 instruct 模型；原始文本则用基座模型。</translation>
    </message>
    <message>
        <source>Base dtype</source>
        <translation>基座数值格式</translation>
    </message>
    <message>
        <source>Number format of the frozen base. auto: bfloat16 where the processor computes in it, else float32. The adapter is always float32.</source>
        <translation>冻结基座的数值格式。自动：处理器支持时用 bfloat16，否则用 float32。适配器始终为 float32。</translation>
    </message>
    <message>
        <source>bfloat16 halves the base's memory and is faster where the processor has it; the loss differs in the third digit.</source>
        <translation>bfloat16 使基座的内存减半，处理器支持时也更快；损失在第三位数字上有差别。</translation>
    </message>
    <message>
        <source>auto.</source>
        <translation>自动。</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation>bfloat16</translation>
    </message>
    <message>
        <source>A file of rows (JSON, JSONL, CSV, TSV, Parquet, Arrow, TXT or Markdown, also as .gz or .zst), a folder of such files, a saved dataset's folder, or the word starter.</source>
        <translation>存放行的文件（JSON、JSONL、CSV、TSV、Parquet、Arrow、TXT 或 Markdown，也可以是 .gz 或 .zst）、此类文件的文件夹、保存的数据集的文件夹，或写 starter。</translation>
    </message>
    <message>
        <source>The rows decide more than any other setting: what they repeat is what is learned.</source>
        <translation>各行的作用大于任何其他设置：重复的内容就是学到的内容。</translation>
    </message>
    <message>
        <source>200 to 5,000 good rows for a style or a format; more for knowledge.</source>
        <translation>学风格或格式需 200 到 5,000 条好的行；学知识需要更多。</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>How a row is read. auto: decided by the fields of the rows.</source>
        <translation>如何读取一行。自动：由各行的字段决定。</translation>
    </message>
    <message>
        <source>Which fields are prompt and answer; a wrong one trains on the wrong text.</source>
        <translation>哪些字段是提示，哪些是回答；弄错就会用错误的文本训练。</translation>
    </message>
    <message>
        <source>auto, and a look at the Data card.</source>
        <translation>自动，并看一眼“数据”卡片。</translation>
    </message>
    <message>
        <source>chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>prompt-completion</source>
        <translation>提示-补全</translation>
    </message>
    <message>
        <source>question-answer</source>
        <translation>问答</translation>
    </message>
    <message>
        <source>alpaca</source>
        <translation>Alpaca</translation>
    </message>
    <message>
        <source>text</source>
        <translation>纯文本</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Which column is read as what, where the names differ from the format's own: {output: reply}. Known: messages, system, instruction, input, output, prompt, completion, question, answer, text.</source>
        <translation>名称与格式自身不同时，哪一列读作什么：{output: reply}。可用的有：messages、system、instruction、input、output、prompt、completion、question、answer、text。</translation>
    </message>
    <message>
        <source>Maps your own column names to what the format expects; nothing else changes.</source>
        <translation>把您的列名对应到格式所需的名称；其他不变。</translation>
    </message>
    <message>
        <source>{output: reply}</source>
        <translation>{output: reply}</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>How often each row of this source is trained on in an epoch: 2 means twice, 0.5 means that half of the rows, drawn by the seed, are trained on once, 1.5 that all are and half of them a second time.</source>
        <translation>这个来源的每一行在一轮中训练多少次：2 表示两次；0.5 表示由随机种子抽取一半的行各训练一次；1.5 表示所有行各一次，其中一半再来一次。</translation>
    </message>
    <message>
        <source>Rows of a heavier source are seen more often, so their habits weigh more.</source>
        <translation>权重大的来源出现得更多，因此它的习惯影响更大。</translation>
    </message>
    <message>
        <source>1; up to 3 for a small source that must not drown.</source>
        <translation>1；不该被淹没的小来源可到 3。</translation>
    </message>
    <message>
        <source>Cap</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>At most this many rows of this source are used, drawn by the seed before the weight. Empty: all.</source>
        <translation>这个来源最多使用这么多行，在乘以权重之前由随机种子抽取。留空：全部。</translation>
    </message>
    <message>
        <source>Fewer rows: a shorter run that has seen less.</source>
        <translation>行更少：运行更短，见到的内容也更少。</translation>
    </message>
    <message>
        <source>Empty; 500 for a quick look.</source>
        <translation>留空；快速一试可用 500。</translation>
    </message>
    <message>
        <source>Further sources</source>
        <translation>其他来源</translation>
    </message>
    <message>
        <source>More files or folders, mixed with the first: a list of {path, format, columns, weight, cap}.</source>
        <translation>与第一个来源混合的其他文件或文件夹：{path, format, columns, weight, cap} 的列表。</translation>
    </message>
    <message>
        <source>Several sources in one run keep one habit from overwriting another.</source>
        <translation>一次运行用多个来源，可避免一种习惯覆盖另一种。</translation>
    </message>
    <message>
        <source>The new task and a tenth of general chat.</source>
        <translation>新任务，加上十分之一的一般对话。</translation>
    </message>
    <message>
        <source>Loss on</source>
        <translation>损失计算范围</translation>
    </message>
    <message>
        <source>Which tokens are learned. assistant: the assistant's turns, with their end marks; last-turn: only the last of them; completion: all that follows the last prompt; everything: every token. auto: assistant, and everything for plain text.</source>
        <translation>学习哪些 token。助手回合：助手的各个回合及其结束标记；最后一个回合：仅其中最后一个；补全部分：最后一个提示之后的全部；全部：每个 token。自动：助手回合，纯文本则为全部。</translation>
    </message>
    <message>
        <source>Only these tokens give a loss. Training on prompts as well teaches to write prompts.</source>
        <translation>只有这些 token 计入损失。连提示一起训练，就会教它写提示。</translation>
    </message>
    <message>
        <source>assistant for chats; everything for raw text.</source>
        <translation>对话用“助手回合”；原始文本用“全部”。</translation>
    </message>
    <message>
        <source>assistant</source>
        <translation>助手回合</translation>
    </message>
    <message>
        <source>last-turn</source>
        <translation>最后一个回合</translation>
    </message>
    <message>
        <source>completion</source>
        <translation>补全部分</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Packing</source>
        <translation>打包</translation>
    </message>
    <message>
        <source>blocks: the rows, one after another, each closed by its end mark, are cut into blocks of the maximum length, so that no token is padding or lost; inside a block a row sees those before it. none: one row a sample. auto: blocks for plain text, none for conversations.</source>
        <translation>分块：各行首尾相接，每行以结束标记收尾，再按最大长度切成块，没有填充，也不丢失 token；在一块之内，一行能看到它之前的行。无：每行一个样本。自动：纯文本分块，对话不打包。</translation>
    </message>
    <message>
        <source>blocks wastes no padding on raw text; in conversations a row would see the ones before it.</source>
        <translation>“分块”在原始文本上不浪费填充；用于对话时，一行会看到它之前的行。</translation>
    </message>
    <message>
        <source>blocks</source>
        <translation>块</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>Text that is put before every conversation that has no system turn. Empty: none.</source>
        <translation>放在每段没有系统回合的对话之前的文本。留空：无。</translation>
    </message>
    <message>
        <source>Learned together with the answers: use the same one afterwards, or the habit is weaker.</source>
        <translation>它与回答一起学习：之后请用同样的提示词，否则习惯会变弱。</translation>
    </message>
    <message>
        <source>Empty, or exactly what the program will send later.</source>
        <translation>留空，或与程序之后发送的完全一致。</translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation>对话模板</translation>
    </message>
    <message>
        <source>How a conversation is written as text (Jinja). Empty: the tokenizer's own.</source>
        <translation>对话如何写成文本（Jinja）。留空：使用分词器自带的。</translation>
    </message>
    <message>
        <source>Which marks stand around turns. Another one than the model was trained with costs quality, and must be used for answers too.</source>
        <translation>回合前后有哪些标记。与模型训练时不同会降低质量，而且回答时也必须使用同样的标记。</translation>
    </message>
    <message>
        <source>Empty: the tokenizer's own.</source>
        <translation>留空：使用分词器自带的。</translation>
    </message>
    <message>
        <source>Template arguments</source>
        <translation>模板参数</translation>
    </message>
    <message>
        <source>Values that the chat template reads, such as enable_thinking: false.</source>
        <translation>对话模板读取的值，例如 enable_thinking: false。</translation>
    </message>
    <message>
        <source>Switches of the template: enable_thinking: false writes answers without a thinking part.</source>
        <translation>模板的开关：enable_thinking: false 会写出不带思考部分的回答。</translation>
    </message>
    <message>
        <source>Empty; {enable_thinking: false} for a Qwen3 that shall answer at once.</source>
        <translation>留空；要让 Qwen3 立即回答，用 {enable_thinking: false}。</translation>
    </message>
    <message>
        <source>Maximum length</source>
        <translation>最大长度</translation>
    </message>
    <message>
        <source>Longer rows are cut at this many tokens, and lose their end mark. auto: the longest row, as far as the model's context and the memory allow; 1,024 for packed blocks.</source>
        <translation>更长的行在这么多 token 处截断，并失去结束标记。自动：最长的一行，受模型上下文和内存限制；打包块为 1,024。</translation>
    </message>
    <message>
        <source>A cut answer loses its end mark, so the model learns not to stop. Memory grows with it.</source>
        <translation>被截断的回答会失去结束标记，模型因此学会不停下。内存随之增长。</translation>
    </message>
    <message>
        <source>auto; 1,024 to 4,096.</source>
        <translation>自动；1,024 到 4,096。</translation>
    </message>
    <message>
        <source>Share of the rows that is not trained on and measures the run: at least 10 rows, at most 200; none when there are fewer than 50 rows.</source>
        <translation>不参与训练、用来评估运行的行的比例：至少 10 行，最多 200 行；少于 50 行时不留出。</translation>
    </message>
    <message>
        <source>Rows that measure the run honestly; the curve of the held-out loss shows overfitting.</source>
        <translation>如实评估运行的行；留出损失曲线会显示过拟合。</translation>
    </message>
    <message>
        <source>5 %; 10 % of fewer than 500 rows.</source>
        <translation>5 %；不足 500 行时 10 %。</translation>
    </message>
    <message>
        <source>Held-out file</source>
        <translation>留出文件</translation>
    </message>
    <message>
        <source>A file or folder whose rows measure the run in place of the held-out share, read as data.path is. Its rows that are also trained on are left out. Empty: the share.</source>
        <translation>代替按比例留出、用来评估运行的文件或文件夹，读取方式与 data.path 相同。其中同时用于训练的行会被排除。留空：按比例。</translation>
    </message>
    <message>
        <source>The run is measured by rows that you chose, which makes several runs comparable.</source>
        <translation>用您选定的行评估运行，便于比较多次运行。</translation>
    </message>
    <message>
        <source>A file of 50 to 200 rows that are like the real use.</source>
        <translation>一个 50 到 200 行、贴近实际使用的文件。</translation>
    </message>
    <message>
        <source>Train without unusable rows</source>
        <translation>排除无法使用的行</translation>
    </message>
    <message>
        <source>Rows that cannot be used (no answer, wrong types, not JSON) are left out, counted and listed. Off: such rows stop the start.</source>
        <translation>无法使用的行（没有回答、类型不对、不是 JSON）会被排除、计数并列出。关闭：有这样的行就不开始。</translation>
    </message>
    <message>
        <source>Unusable rows are skipped instead of stopping the start; the others are trained as before.</source>
        <translation>跳过无法使用的行，而不是阻止开始；其余照常训练。</translation>
    </message>
    <message>
        <source>Off until the list of bad rows was looked at.</source>
        <translation>关闭，直到看过坏行的列表。</translation>
    </message>
    <message>
        <source>Expected hash</source>
        <translation>预期哈希</translation>
    </message>
    <message>
        <source>What the data was when it was looked at: a start with other data is refused. Empty: not checked.</source>
        <translation>查看数据时的哈希：数据不同则拒绝开始。留空：不检查。</translation>
    </message>
    <message>
        <source>A start with other bytes than expected is refused; the training itself is not touched.</source>
        <translation>字节与预期不同时拒绝开始；训练本身不受影响。</translation>
    </message>
    <message>
        <source>Empty; set in every run.yaml.</source>
        <translation>留空；每个 run.yaml 中都有设置。</translation>
    </message>
    <message>
        <source>all-linear (every linear layer but the head), a regular expression that must match the whole module path, or the list of paths.</source>
        <translation>all-linear（除输出头外的所有线性层）、必须匹配完整模块路径的正则表达式，或路径的列表。</translation>
    </message>
    <message>
        <source>Every ticked layer can learn, and costs memory and time. All linear layers reach full fine-tuning's quality most often.</source>
        <translation>每个勾选的层都能学习，并占用内存和时间。所有线性层最常达到全量微调的质量。</translation>
    </message>
    <message>
        <source>all-linear; attention alone for small changes of style.</source>
        <translation>all-linear；风格上的小改动只用注意力。</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>秩</translation>
    </message>
    <message>
        <source>r: B is out×r and A is r×in, so a layer trains r·(in + out) numbers.</source>
        <translation>r：B 为 out×r，A 为 r×in，因此一层训练 r·(in + out) 个数。</translation>
    </message>
    <message>
        <source>Room for what is learned: more can hold more facts, and overfits sooner on few rows.</source>
        <translation>可学习的空间：更大能容纳更多知识，在行少时也更早过拟合。</translation>
    </message>
    <message>
        <source>8 for style, 16 usual, 64 to 128 for knowledge.</source>
        <translation>风格用 8，常用 16，知识用 64 到 128。</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>alpha / r, the factor before B·A. It is kept when the rank changes.</source>
        <translation>alpha / r，B·A 之前的系数。秩改变时保持不变。</translation>
    </message>
    <message>
        <source>How strongly the adapter speaks at a given rank; doubling it is close to doubling the rate.</source>
        <translation>在给定的秩下适配器的强度；加倍的效果接近学习率加倍。</translation>
    </message>
    <message>
        <source>2, or 1 at high ranks.</source>
        <translation>2；高秩时用 1。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Share of a layer's inputs hidden from its adapter in each step.</source>
        <translation>每一步中对适配器隐藏的层输入的比例。</translation>
    </message>
    <message>
        <source>Hides inputs from the adapter at random, against overfitting; slower, and no dropout for experts.</source>
        <translation>随机对适配器隐藏输入，以防过拟合；更慢，且专家层不支持 dropout。</translation>
    </message>
    <message>
        <source>0; 0.05 to 0.1 on fewer than 1,000 rows.</source>
        <translation>0；不足 1,000 行时 0.05 到 0.1。</translation>
    </message>
    <message>
        <source>rsLoRA</source>
        <translation>rsLoRA</translation>
    </message>
    <message>
        <source>The factor before B·A is alpha / √r instead of alpha / r (Kalajdzievski 2023).</source>
        <translation>B·A 之前的系数为 alpha / √r，而不是 alpha / r（Kalajdzievski 2023）。</translation>
    </message>
    <message>
        <source>Keeps the size of the update as the rank grows, so that high ranks pay.</source>
        <translation>秩增大时保持更新的大小，使高秩更有价值。</translation>
    </message>
    <message>
        <source>Off; on from rank 64.</source>
        <translation>关；秩 64 起用开。</translation>
    </message>
    <message>
        <source>DoRA</source>
        <translation>DoRA</translation>
    </message>
    <message>
        <source>Also trains the length of every output's weights (Liu et al. 2024).</source>
        <translation>同时训练每个输出权重的长度（Liu 等，2024）。</translation>
    </message>
    <message>
        <source>Trains length and direction apart: often better at low ranks, and noticeably slower.</source>
        <translation>分别训练长度和方向：低秩时往往更好，也明显更慢。</translation>
    </message>
    <message>
        <source>Off; on at rank 4 to 16 where time does not matter.</source>
        <translation>关；秩 4 到 16 且不在意时间时用开。</translation>
    </message>
    <message>
        <source>Initialisation</source>
        <translation>初始化</translation>
    </message>
    <message>
        <source>What A and B start from. default: A random, B zero, so that step 0 equals the base.</source>
        <translation>A 和 B 从什么开始。默认：A 随机，B 为零，因此第 0 步与基座相同。</translation>
    </message>
    <message>
        <source>Another start converges along another path; pissa and olora take A and B out of the base weights.</source>
        <translation>不同的起点沿不同的路径收敛；pissa 和 olora 从基座权重中取出 A 和 B。</translation>
    </message>
    <message>
        <source>default.</source>
        <translation>默认。</translation>
    </message>
    <message>
        <source>default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>gaussian</source>
        <translation>高斯</translation>
    </message>
    <message>
        <source>orthogonal</source>
        <translation>正交</translation>
    </message>
    <message>
        <source>pissa</source>
        <translation>PiSSA</translation>
    </message>
    <message>
        <source>pissa_niter_16</source>
        <translation>PiSSA（快速）</translation>
    </message>
    <message>
        <source>olora</source>
        <translation>OLoRA</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Which bias vectors are trained too: none, all of the model's, or those of the adapted layers.</source>
        <translation>同时训练哪些偏置向量：不训练、模型的全部，或被适配层的。</translation>
    </message>
    <message>
        <source>Biases add a few numbers per layer, and stay changed when the adapter is switched off.</source>
        <translation>偏置给每层增加少量的数，关闭适配器后仍保持改变。</translation>
    </message>
    <message>
        <source>none.</source>
        <translation>无。</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>lora_only</source>
        <translation>被适配层的</translation>
    </message>
    <message>
        <source>Trained whole</source>
        <translation>整体训练</translation>
    </message>
    <message>
        <source>Paths of modules that are trained and saved whole, without LoRA.</source>
        <translation>不用 LoRA、整体训练并保存的模块的路径。</translation>
    </message>
    <message>
        <source>These modules are trained whole: most room, largest file. Needed for new tokens.</source>
        <translation>这些模块整体训练：空间最大，文件也最大。新增 token 时需要。</translation>
    </message>
    <message>
        <source>Empty; embeddings and head when tokens were added.</source>
        <translation>留空；新增了 token 时用嵌入和输出头。</translation>
    </message>
    <message>
        <source>Own ranks</source>
        <translation>单独的秩</translation>
    </message>
    <message>
        <source>Ranks that differ: path of a module or group to rank.</source>
        <translation>与总体不同的秩：模块或组的路径 → 秩。</translation>
    </message>
    <message>
        <source>More room where it is used, less where it is not, at the same total.</source>
        <translation>总量不变，用得上的地方空间更大，用不上的地方更小。</translation>
    </message>
    <message>
        <source>Empty, or from Budget… and Inspect.</source>
        <translation>留空，或由“预算…”和“剖析”得出。</translation>
    </message>
    <message>
        <source>Own scales</source>
        <translation>单独的缩放</translation>
    </message>
    <message>
        <source>Scales that differ: path of a module or group to scale.</source>
        <translation>与总体不同的缩放：模块或组的路径 → 缩放。</translation>
    </message>
    <message>
        <source>Makes single modules speak louder or softer; some programs read one alpha only.</source>
        <translation>让个别模块更强或更弱；有些程序只读取一个 alpha。</translation>
    </message>
    <message>
        <source>Empty.</source>
        <translation>留空。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Passes over the training rows. auto: 3 under 2,000 rows, 2 under 10,000, else 1; at least 60 steps.</source>
        <translation>遍历训练行的次数。自动：2,000 行以下为 3，10,000 行以下为 2，否则为 1；至少 60 步。</translation>
    </message>
    <message>
        <source>More passes learn the rows better, and at some point by heart: the held-out loss then rises.</source>
        <translation>遍数越多，对行学得越好，到某个时候就背下来了：留出损失随之上升。</translation>
    </message>
    <message>
        <source>1 to 3; 5 and more only for small rate or few rows.</source>
        <translation>1 到 3；学习率小或行少时才用 5 以上。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Optimizer steps; when set, it decides the length instead of the epochs.</source>
        <translation>优化器的步数；设置后由它而不是轮数决定长度。</translation>
    </message>
    <message>
        <source>A fixed length, whatever the number of rows: comparable runs.</source>
        <translation>固定的长度，与行数无关：便于比较运行。</translation>
    </message>
    <message>
        <source>Empty; 50 for a look.</source>
        <translation>留空；试一试用 50。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Step size of AdamW after warm-up. Usual for LoRA: 1e-4 to 5e-4; very small models bear more.</source>
        <translation>预热之后 AdamW 的步长。LoRA 常用 1e-4 到 5e-4；很小的模型可以更大。</translation>
    </message>
    <message>
        <source>Too low learns slowly or not at all; too high spoils the base, and the loss jumps or becomes NaN.</source>
        <translation>太低学得慢或学不到；太高会破坏基座，损失跳动或变成 NaN。</translation>
    </message>
    <message>
        <source>2e-4; 1e-4 from rank 128 or 30 B; up to 1e-3 for very small models.</source>
        <translation>2e-4；秩 128 或 30 B 起用 1e-4；很小的模型可到 1e-3。</translation>
    </message>
    <message>
        <source>LoRA+ ratio</source>
        <translation>LoRA+ 倍数</translation>
    </message>
    <message>
        <source>B's learning rate over A's (Hayou et al. 2024). 1: the same rate for both; usual for LoRA+: 16.</source>
        <translation>B 的学习率与 A 的之比（Hayou 等，2024）。1：两者相同；LoRA+ 常用 16。</translation>
    </message>
    <message>
        <source>B learns this much faster than A, which speeds up wide models; a high ratio can be unstable.</source>
        <translation>B 学得快这么多倍，可加快宽模型；倍数过高会不稳定。</translation>
    </message>
    <message>
        <source>1; 16 with LoRA+.</source>
        <translation>1；使用 LoRA+ 时 16。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>How the learning rate falls after warm-up. cosine-restarts: several cosines one after another; wsd: constant, then a short fall at the end.</source>
        <translation>预热之后学习率如何下降。余弦重启：多个余弦依次进行；WSD：先恒定，最后短暂下降。</translation>
    </message>
    <message>
        <source>How the rate ends: a fall to 0 lets the weights settle; constant keeps a run extendable.</source>
        <translation>学习率如何结束：降到 0 可让权重稳定下来；恒定便于延长运行。</translation>
    </message>
    <message>
        <source>cosine; constant for experiments; wsd when the length is open.</source>
        <translation>余弦；实验用恒定；长度未定时用 WSD。</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>cosine-restarts</source>
        <translation>余弦重启</translation>
    </message>
    <message>
        <source>wsd</source>
        <translation>WSD</translation>
    </message>
    <message>
        <source>Cosines</source>
        <translation>余弦个数</translation>
    </message>
    <message>
        <source>How many cosines the schedule cosine-restarts has.</source>
        <translation>余弦重启调度有多少个余弦。</translation>
    </message>
    <message>
        <source>More restarts shake the weights loose more often; only cosine-restarts has them.</source>
        <translation>重启越多，权重被松动得越频繁；只有余弦重启才有。</translation>
    </message>
    <message>
        <source>1 to 4.</source>
        <translation>1 到 4。</translation>
    </message>
    <message>
        <source>Final fall</source>
        <translation>末段下降</translation>
    </message>
    <message>
        <source>Share of the steps in which the rate of the schedule wsd falls to 0.</source>
        <translation>WSD 调度中，学习率降到 0 所占的步数比例。</translation>
    </message>
    <message>
        <source>A longer fall settles more and leaves less time at full rate; only wsd has it.</source>
        <translation>下降越长越稳定，全学习率的时间也越少；只有 WSD 才有。</translation>
    </message>
    <message>
        <source>10 to 20 %.</source>
        <translation>10 到 20 %。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Share of the steps in which the rate rises from 0; at least 5 steps in runs of 50 or more.</source>
        <translation>学习率从 0 上升所占的步数比例；50 步以上的运行至少 5 步。</translation>
    </message>
    <message>
        <source>Keeps the first, badly informed steps small; too long wastes a short run.</source>
        <translation>让最初几步（信息还不足时）保持较小；太长会浪费短的运行。</translation>
    </message>
    <message>
        <source>3 %; 10 % where the loss jumps at the start.</source>
        <translation>3 %；开始时损失跳动则用 10 %。</translation>
    </message>
    <message>
        <source>Effective batch</source>
        <translation>有效批大小</translation>
    </message>
    <message>
        <source>Rows per optimizer step. They run in micro-batches that fit in memory, with the same result. auto: 8 under 500 rows, else 16.</source>
        <translation>每个优化器步的行数。按放得下的微批计算，结果相同。自动：500 行以下为 8，否则为 16。</translation>
    </message>
    <message>
        <source>More rows per step: calmer gradients, fewer steps. Larger batches bear a higher rate.</source>
        <translation>每步行数越多：梯度越平稳，步数越少。批越大，可承受的学习率越高。</translation>
    </message>
    <message>
        <source>8 to 32.</source>
        <translation>8 到 32。</translation>
    </message>
    <message>
        <source>Micro-batch</source>
        <translation>微批</translation>
    </message>
    <message>
        <source>Padded tokens that run at once. It changes speed and memory, not the result. auto: by device.</source>
        <translation>同时计算的 token 数（含填充）。它影响速度和内存，不影响结果。自动：由设备决定。</translation>
    </message>
    <message>
        <source>Memory and speed only; the result is the same to rounding.</source>
        <translation>只影响内存和速度；结果相同，仅舍入有别。</translation>
    </message>
    <message>
        <source>Gradient checkpointing</source>
        <translation>梯度检查点</translation>
    </message>
    <message>
        <source>Blocks keep only their input and are computed again for the backward pass: less memory, more time, the same result. auto: only where memory would not suffice, and only as many blocks as needed.</source>
        <translation>各块只保留输入，反向时重新计算：内存更少，时间更长，结果相同。自动：仅在内存不够时使用，且只用于必要的块数。</translation>
    </message>
    <message>
        <source>Less memory for about a third more time; the result is the same.</source>
        <translation>内存更少，时间约多三分之一；结果相同。</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>AdamW's decoupled weight decay on A and B.</source>
        <translation>AdamW 对 A 和 B 的解耦权重衰减。</translation>
    </message>
    <message>
        <source>Pulls A and B towards 0, and so the model towards its base; weak at usual rates.</source>
        <translation>把 A 和 B 拉向 0，从而把模型拉向基座；常用学习率下作用很弱。</translation>
    </message>
    <message>
        <source>0; 0.01 to 0.1 against overfitting.</source>
        <translation>0；防过拟合用 0.01 到 0.1。</translation>
    </message>
    <message>
        <source>Gradient clip</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>The gradient's norm is limited to this; 0 switches it off.</source>
        <translation>梯度的范数以此为上限；0 为关闭。</translation>
    </message>
    <message>
        <source>One bad batch cannot throw the weights far; a very low limit slows everything.</source>
        <translation>一个坏批次不会把权重抛得太远；上限过低会拖慢一切。</translation>
    </message>
    <message>
        <source>1; 0.3 for unstable runs.</source>
        <translation>1；不稳定的运行用 0.3。</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Share of each label that is spread over the whole vocabulary (Szegedy et al. 2016). The held-out loss is measured without it.</source>
        <translation>每个标签中分散到整个词表的比例（Szegedy 等，2016）。评估留出损失时不使用。</translation>
    </message>
    <message>
        <source>Less certain answers; the training loss is no longer comparable with other runs.</source>
        <translation>回答不那么确定；训练损失不再能与其他运行比较。</translation>
    </message>
    <message>
        <source>0.</source>
        <translation>0。</translation>
    </message>
    <message>
        <source>NEFTune noise</source>
        <translation>NEFTune 噪声</translation>
    </message>
    <message>
        <source>Strength of the noise that is added to the embeddings in training (Jain et al. 2023). 0: none; usual: 5.</source>
        <translation>训练时加到嵌入上的噪声强度（Jain 等，2023）。0：无；常用 5。</translation>
    </message>
    <message>
        <source>Noise on the embeddings: longer, less copied answers on small chat sets.</source>
        <translation>在嵌入上加噪声：在小的对话集上，回答更长、更少照抄。</translation>
    </message>
    <message>
        <source>0; 5 to 15.</source>
        <translation>0；5 到 15。</translation>
    </message>
    <message>
        <source>Early stopping</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>The run ends when the held-out loss was measured this often without a new lowest one. 0: never; usual: 5.</source>
        <translation>留出损失连续评估这么多次都没有新低时，运行结束。0：从不；常用 5。</translation>
    </message>
    <message>
        <source>Ends a run that no longer improves; the best adapter is kept anyway.</source>
        <translation>结束不再进步的运行；无论如何都会保留最佳适配器。</translation>
    </message>
    <message>
        <source>0; 5 evaluations.</source>
        <translation>0；5 次评估。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Decides the rows' order, the held-out rows, A's first values and dropout. The same seed gives the same adapter, byte for byte, on the same machine.</source>
        <translation>决定行的顺序、留出的行、A 的初始值和 dropout。在同一台机器上，相同的种子得到逐字节相同的适配器。</translation>
    </message>
    <message>
        <source>Chance alone: two seeds show how far results scatter.</source>
        <translation>只影响偶然性：两个种子就能看出结果的波动。</translation>
    </message>
    <message>
        <source>42; three seeds before believing a small difference.</source>
        <translation>42；在相信小的差别之前用三个种子。</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>Processor threads. auto: the physical cores; 1 for models under 50 M parameters.</source>
        <translation>处理器线程数。自动：物理核心数；50 M 参数以下的模型为 1。</translation>
    </message>
    <message>
        <source>Speed on a processor; the last bits of the result depend on it.</source>
        <translation>影响处理器上的速度；结果的最后几位与它有关。</translation>
    </message>
    <message>
        <source>Activation cache</source>
        <translation>激活缓存</translation>
    </message>
    <message>
        <source>With two epochs or more, what the blocks below the lowest trained one compute is kept on the disk, up to this size, and not computed again. 0: never.</source>
        <translation>训练两轮以上时，最低被训练块之下的计算结果保存在磁盘上，最多这么大，不再重新计算。0：从不。</translation>
    </message>
    <message>
        <source>From the second epoch on, what no ticked layer changes is read instead of computed: the same result, sooner.</source>
        <translation>从第二轮起，没有勾选的层改变不了的部分直接读取而不计算：结果相同，更快完成。</translation>
    </message>
    <message>
        <source>16 GiB; 0 where the disk is slow or small.</source>
        <translation>16 GiB；磁盘慢或小时用 0。</translation>
    </message>
    <message>
        <source>Without</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Optimisations that are switched off, by name and separated by commas; the numbers stay the same. Known: token-budget, no-mask, labelled-head, fused-cross-entropy, fused-lora, shared-input, fused-attention, fused-norm, fused-gate, flat-adamw, backward-cut, prefix-cache.</source>
        <translation>按名称关闭的优化，用逗号分隔；数值结果不变。可用的有：token-budget、no-mask、labelled-head、fused-cross-entropy、fused-lora、shared-input、fused-attention、fused-norm、fused-gate、flat-adamw、backward-cut、prefix-cache。</translation>
    </message>
    <message>
        <source>Slower and the same numbers: for finding out whether an optimisation is to blame.</source>
        <translation>更慢，数值相同：用来判断问题是否出在某项优化上。</translation>
    </message>
    <message>
        <source>Evaluations</source>
        <translation>评估次数</translation>
    </message>
    <message>
        <source>How often the held-out loss is measured in a run.</source>
        <translation>一次运行中评估留出损失的次数。</translation>
    </message>
    <message>
        <source>A finer held-out curve for more time; every evaluation may become the best checkpoint.</source>
        <translation>留出曲线更细，耗时更多；每次评估都可能成为最佳检查点。</translation>
    </message>
    <message>
        <source>10 to 20.</source>
        <translation>10 到 20。</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation>评估间隔</translation>
    </message>
    <message>
        <source>Steps between two measurements of the held-out loss; when set, it decides instead of their number.</source>
        <translation>两次评估留出损失之间的步数；设置后由它而不是次数决定。</translation>
    </message>
    <message>
        <source>Fixed distances instead of a fixed number: comparable between runs of different lengths.</source>
        <translation>固定间隔而不是固定次数：便于比较长度不同的运行。</translation>
    </message>
    <message>
        <source>Empty; 50 to 500 steps.</source>
        <translation>留空；50 到 500 步。</translation>
    </message>
    <message>
        <source>Layer measurements</source>
        <translation>层测量次数</translation>
    </message>
    <message>
        <source>How often the size of every module's change, its rank and its gradient are measured; fewer times where it would take over 1 % of the run.</source>
        <translation>测量每个模块的改动大小、秩和梯度的次数；如果会占用运行时间的 1 % 以上，则减少。</translation>
    </message>
    <message>
        <source>How fine Train's strip of layers is; it is limited to 1 % of the run's time.</source>
        <translation>“训练”页中各层条带的细致程度；最多占运行时间的 1 %。</translation>
    </message>
    <message>
        <source>100.</source>
        <translation>100。</translation>
    </message>
    <message>
        <source>Sample prompts</source>
        <translation>提示词样例</translation>
    </message>
    <message>
        <source>Held-out prompts answered while it trains, beside the base's answer.</source>
        <translation>训练途中回答的留出提示词，与基座的回答并列。</translation>
    </message>
    <message>
        <source>Answers to read while it trains: bad ones are seen long before the loss shows them.</source>
        <translation>训练途中可阅读的回答：不好的回答早在损失显示之前就能看到。</translation>
    </message>
    <message>
        <source>3.</source>
        <translation>3。</translation>
    </message>
    <message>
        <source>Own prompts</source>
        <translation>自己的提示词</translation>
    </message>
    <message>
        <source>Prompts of your own, answered beside the held-out ones: a set saved in Try, or a file with one prompt a line or a JSON list. A run writes them out, so that it asks the same anywhere.</source>
        <translation>自己的提示词，与留出的一起回答：在“试用”中保存的集，或每行一条提示词的文件，或 JSON 列表。运行会把它们写出来，在任何地方都问同样的问题。</translation>
    </message>
    <message>
        <source>The same questions in every run, so that answers can be compared.</source>
        <translation>每次运行都问同样的问题，便于比较回答。</translation>
    </message>
    <message>
        <source>3 to 10 prompts of the real use.</source>
        <translation>3 到 10 条贴近实际使用的提示词。</translation>
    </message>
    <message>
        <source>Sample length</source>
        <translation>样例长度</translation>
    </message>
    <message>
        <source>The longest answer that is sampled.</source>
        <translation>样例回答的最大长度。</translation>
    </message>
    <message>
        <source>Longer answers take longer at each sampling.</source>
        <translation>回答越长，每次采样耗时越多。</translation>
    </message>
    <message>
        <source>64 to 256 tokens.</source>
        <translation>64 到 256 个 token。</translation>
    </message>
    <message>
        <source>Rows compared</source>
        <translation>对比的行</translation>
    </message>
    <message>
        <source>Held-out prompts answered before and after the run, and compared with the dataset's own answers.</source>
        <translation>运行前后各回答一次的留出提示词，并与数据集自己的回答对比。</translation>
    </message>
    <message>
        <source>How many answers are judged before and after: more is slower and surer.</source>
        <translation>前后各评判多少个回答：越多越慢，也越可靠。</translation>
    </message>
    <message>
        <source>20 to 100.</source>
        <translation>20 到 100。</translation>
    </message>
    <message>
        <source>Rows read again</source>
        <translation>重新读取的行</translation>
    </message>
    <message>
        <source>Training rows whose loss is measured once more at the end, to see which ones are known by heart; fewer where it would take over 1 % of the run. 0: none.</source>
        <translation>结束时再次测量损失的训练行，用来查看哪些被背下；如果会占用运行时间的 1 % 以上，则减少。0：不读取。</translation>
    </message>
    <message>
        <source>The training itself is the same; only what is said of the run at its end knows more.</source>
        <translation>训练本身不变；只是运行结束时的结论有更多依据。</translation>
    </message>
    <message>
        <source>64.</source>
        <translation>64。</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>Steps between two checkpoints, from which a run can go on. auto: a tenth of the run, and wherever the held-out loss is measured.</source>
        <translation>两个检查点之间的步数，运行可从检查点继续。自动：运行的十分之一，以及每次评估留出损失时。</translation>
    </message>
    <message>
        <source>How much a crash can cost, and which moments Inspect and Try can choose; the result is the same.</source>
        <translation>崩溃最多损失多少，以及“剖析”和“试用”可以选择哪些时刻；结果相同。</translation>
    </message>
    <message>
        <source>At least every</source>
        <translation>最长间隔</translation>
    </message>
    <message>
        <source>A checkpoint is written after this time too; 0 switches it off.</source>
        <translation>经过这段时间也会写一个检查点；0 为关闭。</translation>
    </message>
    <message>
        <source>No crash costs more than this time.</source>
        <translation>任何崩溃的损失都不超过这段时间。</translation>
    </message>
    <message>
        <source>5 minutes; 30 for large models on slow disks.</source>
        <translation>5 分钟；慢磁盘上的大模型用 30。</translation>
    </message>
    <message>
        <source>Checkpoints kept</source>
        <translation>保留的检查点</translation>
    </message>
    <message>
        <source>The newest ones; the one with the lowest held-out loss is kept besides.</source>
        <translation>保留最新的几个；留出损失最低的另外保留。</translation>
    </message>
    <message>
        <source>Room on the disk against moments to go back to.</source>
        <translation>磁盘空间与可回到的时刻之间的取舍。</translation>
    </message>
    <message>
        <source>Resume after a crash</source>
        <translation>崩溃后恢复</translation>
    </message>
    <message>
        <source>When the training process is killed or crashes, the window starts it again from the last checkpoint: at most three times in a row, waiting longer each time.</source>
        <translation>训练进程被终止或崩溃时，窗口从最后一个检查点重新启动它：最多连续三次，每次等待更久。</translation>
    </message>
    <message>
        <source>A run overnight goes on by itself after a crash; the result is byte for byte the same.</source>
        <translation>过夜的运行在崩溃后自动继续；结果逐字节相同。</translation>
    </message>
    <message>
        <source>On for long runs.</source>
        <translation>长时间的运行用开。</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Light or dark, or as the system is set.</source>
        <translation>浅色或深色，或跟随系统。</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Height of the body text; everything else grows with it.</source>
        <translation>正文文字的高度；其他内容随之变化。</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Colour map</source>
        <translation>颜色表</translation>
    </message>
    <message>
        <source>Paints sizes, ranks and energies. viridis and cividis can be read with any colour vision.</source>
        <translation>用来绘制大小、秩和能量。viridis 和 cividis 适合各种色觉。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Of the window; the terminal speaks English.</source>
        <translation>窗口的语言；终端使用英语。</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>动效</translation>
    </message>
    <message>
        <source>Reduced: nothing fades, slides or blinks, not even the text cursor.</source>
        <translation>减少：没有淡入淡出、滑动或闪烁，文本光标也不闪烁。</translation>
    </message>
    <message>
        <source>New runs</source>
        <translation>新的运行</translation>
    </message>
    <message>
        <source>Folder for new runs. Those in the folders of before stay there and stay listed.</source>
        <translation>存放新运行的文件夹。以前文件夹中的运行仍留在原处，并继续列出。</translation>
    </message>
    <message>
        <source>Former folders of runs</source>
        <translation>以前的运行文件夹</translation>
    </message>
    <message>
        <source>Their runs are still listed; nothing in them is moved.</source>
        <translation>其中的运行仍会列出；不移动任何内容。</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Folder for what can be made again, above all tokenised rows.</source>
        <translation>存放可以重新生成的内容的文件夹，主要是分词后的行。</translation>
    </message>
    <message>
        <source>What models run on: a graphics card where there is one, unless you choose.</source>
        <translation>模型在什么设备上运行：有显卡就用显卡，除非另行选择。</translation>
    </message>
    <message>
        <source>Processor threads of runs that do not say theirs. auto: one for a small model, else every core.</source>
        <translation>未自行指定的运行所用的处理器线程数。自动：小模型用一个，否则用所有核心。</translation>
    </message>
    <message>
        <source>A run has finished</source>
        <translation>运行已完成</translation>
    </message>
    <message>
        <source>A notification of the system.</source>
        <translation>系统通知。</translation>
    </message>
    <message>
        <source>A run has failed</source>
        <translation>运行失败</translation>
    </message>
    <message>
        <source>A run needs you</source>
        <translation>运行需要处理</translation>
    </message>
    <message>
        <source>It is paused and waits, for example because the disk is full.</source>
        <translation>它已暂停并在等待，例如磁盘已满。</translation>
    </message>
    <message>
        <source>Command on finish</source>
        <translation>结束时的命令</translation>
    </message>
    <message>
        <source>Run when a run ends, with WORKBENCH_RUN (its folder), WORKBENCH_NAME and WORKBENCH_STATE set. Not by a shell: write sh -c '…' for one.</source>
        <translation>运行结束时执行，并设置 WORKBENCH_RUN（它的文件夹）、WORKBENCH_NAME 和 WORKBENCH_STATE。不经过 shell：需要时请写 sh -c '…'。</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最多</translation>
    </message>
    <message>
        <source>The command is ended after this time.</source>
        <translation>超过这段时间，命令会被终止。</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Keep awake</source>
        <translation>保持唤醒</translation>
    </message>
    <message>
        <source>The machine does not go to sleep by itself while a run trains.</source>
        <translation>运行训练期间，机器不会自行休眠。</translation>
    </message>
    <message>
        <source>Preset of new runs</source>
        <translation>新运行的预设</translation>
    </message>
    <message>
        <source>What a new run begins with, in place of the settings that the last one had.</source>
        <translation>新运行从什么开始，代替上次运行的设置。</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Libraries are told that there is no network (HF_HUB_OFFLINE and its like): models and data come from folders and the cache alone.</source>
        <translation>告诉各个库没有网络（HF_HUB_OFFLINE 等）：模型和数据只来自文件夹和缓存。</translation>
    </message>
</context>
<context>
    <name>Spectrum</name>
    <message>
        <source>Singular values</source>
        <translation>奇异值</translation>
    </message>
    <message>
        <source>line: energy</source>
        <translation>线：能量</translation>
    </message>
    <message>
        <source>{number}: {value} · {energy} of the energy so far</source>
        <translation>{number}：{value} · 累计能量 {energy}</translation>
    </message>
</context>
<context>
    <name>StartBox</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>加入队列</translation>
    </message>
    <message>
        <source>✓ Ready</source>
        <translation>✓ 就绪</translation>
    </message>
    <message>
        <source>Asks what to do with these rows</source>
        <translation>询问如何处理这些行</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在开始…</translation>
    </message>
</context>
<context>
    <name>Starting</name>
    <message>
        <source>It ended here</source>
        <translation>在此结束</translation>
    </message>
    <message>
        <source>Waiting for the training process</source>
        <translation>正在等待训练进程</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在开始</translation>
    </message>
    <message>
        <source>No step was taken, so there is no curve and no adapter.</source>
        <translation>一步也没有训练，因此没有曲线，也没有适配器。</translation>
    </message>
    <message>
        <source>Paused. It goes on with Continue, in the header.</source>
        <translation>已暂停。按标题栏的“继续”即可继续。</translation>
    </message>
    <message>
        <source>The base answers the held-out prompts first; then the curves begin.</source>
        <translation>先由基座回答留出提示词，然后曲线开始。</translation>
    </message>
    <message>
        <source>The curves begin with the first step.</source>
        <translation>曲线从第一步开始。</translation>
    </message>
</context>
<context>
    <name>StateMark</name>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>适配器</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>{cores} cores · {used} of {total} GiB memory in use</source>
        <translation>{cores} 核 · 内存已用 {used} / {total} GiB</translation>
    </message>
    <message>
        <source>{name} is training</source>
        <translation>{name} 正在训练</translation>
    </message>
    <message>
        <source>engine ready</source>
        <translation>引擎就绪</translation>
    </message>
    <message>
        <source>engine warming up</source>
        <translation>引擎预热中</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>在线</translation>
    </message>
</context>
<context>
    <name>StepSlider</name>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
</context>
<context>
    <name>StorageDialog</name>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>Keep the best and the last checkpoint</source>
        <translation>保留最佳和最后的检查点</translation>
    </message>
    <message>
        <source>Remove all checkpoints; the adapters stay</source>
        <translation>移除所有检查点；适配器保留</translation>
    </message>
    <message>
        <source>Clean up</source>
        <translation>清理</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>There are no runs yet.</source>
        <translation>还没有运行。</translation>
    </message>
    <message>
        <source>{total} in {count} runs, of that {saved} in checkpoints. {free} are free on this disk.</source>
        <translation>{count} 次运行共 {total}，其中检查点占 {saved}。这个磁盘剩余 {free}。</translation>
    </message>
    <message>
        <source>{size} · {count}</source>
        <translation>{size} · {count}</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>{count} checkpoints of {runs} runs go to the trash: {size} become free when it is emptied.</source>
        <translation>{runs} 次运行的 {count} 个检查点将移到回收站：清空后释放 {size}。</translation>
    </message>
    <message>
        <source>No checkpoint would go.</source>
        <translation>没有检查点会被移走。</translation>
    </message>
    <message>
        <source>Left alone, because they train, wait, are paused or are not yours: {names}.</source>
        <translation>不受影响，因为正在训练、等待、已暂停或不属于您：{names}。</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Of the selected runs, or of all where none is:</source>
        <translation>适用于所选的运行；没有选择时适用于全部：</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>Duplicate as draft</source>
        <translation>复制为草稿</translation>
    </message>
    <message>
        <source>{name} and {count} more · {total} in all</source>
        <translation>{name} 及另外 {count} 项 · 共 {total} 项</translation>
    </message>
</context>
<context>
    <name>SwitchEdit</name>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>TagEdit</name>
    <message>
        <source>Add a tag</source>
        <translation>添加标签</translation>
    </message>
</context>
<context>
    <name>TakingAway</name>
    <message>
        <source>Save the curves</source>
        <translation>保存曲线</translation>
    </message>
    <message>
        <source>comparison</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>LoRA Workbench {version}, {time}</source>
        <translation>LoRA Workbench {version}，{time}</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Saved {file}.</source>
        <translation>已保存 {file}。</translation>
    </message>
</context>
<context>
    <name>TemplateEditor</name>
    <message>
        <source>Use the model's own</source>
        <translation>使用模型自带的</translation>
    </message>
    <message>
        <source>Close the template</source>
        <translation>关闭模板</translation>
    </message>
    <message>
        <source>This run's own chat template</source>
        <translation>这次运行自己的对话模板</translation>
    </message>
    <message>
        <source>The model has no chat template: this one is used in its place</source>
        <translation>模型没有对话模板：改用这一个</translation>
    </message>
    <message>
        <source>The model's chat template</source>
        <translation>模型的对话模板</translation>
    </message>
    <message>
        <source>Chat template</source>
        <translation>对话模板</translation>
    </message>
</context>
<context>
    <name>TextView</name>
    <message>
        <source>… and {count} more characters</source>
        <translation>…还有 {count} 个字符</translation>
    </message>
</context>
<context>
    <name>Tiles</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>留出</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Trainable</source>
        <translation>可训练</translation>
    </message>
    <message>
        <source>nats/token</source>
        <translation>nats/token</translation>
    </message>
    <message>
        <source>training, smoothed</source>
        <translation>训练，平滑后</translation>
    </message>
    <message>
        <source>best {loss} at step {step}</source>
        <translation>最佳 {loss}，第 {step} 步</translation>
    </message>
    <message>
        <source>no rows are held out</source>
        <translation>没有留出行</translation>
    </message>
    <message>
        <source>measured on the way</source>
        <translation>途中测量</translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation>tok/s</translation>
    </message>
    <message>
        <source>{seconds} s a step</source>
        <translation>每步 {seconds} 秒</translation>
    </message>
    <message>
        <source>of {total}</source>
        <translation>共 {total}</translation>
    </message>
    <message>
        <source>on the device</source>
        <translation>在设备上</translation>
    </message>
    <message>
        <source>peft agrees</source>
        <translation>与 peft 一致</translation>
    </message>
    <message>
        <source>peft made {adapted} of {planned} modules</source>
        <translation>peft 创建了 {planned} 个模块中的 {adapted} 个</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>TokenView</name>
    <message>
        <source>The row as tokens</source>
        <translation>以 token 显示的行</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>已截去</translation>
    </message>
    <message>
        <source>trained</source>
        <translation>参与训练</translation>
    </message>
    <message>
        <source>masked: read, not learned</source>
        <translation>掩码：读取，不学习</translation>
    </message>
</context>
<context>
    <name>TrainColumn</name>
    <message>
        <source>Trainable</source>
        <translation>可训练</translation>
    </message>
    <message>
        <source>Of the base</source>
        <translation>占基座</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Rows trained</source>
        <translation>训练的行</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>留出</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>Tokens an epoch</source>
        <translation>每轮 token</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Made faster</source>
        <translation>加速</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>已用</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Done at</source>
        <translation>完成于</translation>
    </message>
    <message>
        <source>Ended at</source>
        <translation>结束于</translation>
    </message>
    <message>
        <source>No run is shown.</source>
        <translation>没有显示运行。</translation>
    </message>
    <message>
        <source>Imported from {program}: its curves, and the settings that are known.</source>
        <translation>从 {program} 导入：它的曲线，以及已知的设置。</translation>
    </message>
    <message>
        <source>Compared with the plan once peft has attached it.</source>
        <translation>peft 挂接之后与方案对照。</translation>
    </message>
    <message>
        <source>{adapted} of {planned} modules match the plan</source>
        <translation>{planned} 个模块中有 {adapted} 个与方案相符</translation>
    </message>
    <message>
        <source>{trainable} of {base} in the base. peft's own ratio, of all it counts: {ratio} %</source>
        <translation>基座 {base} 个中的 {trainable} 个。peft 自己的比例（占它计入的全部）：{ratio} %</translation>
    </message>
    <message>
        <source>{count} threads</source>
        <translation>{count} 个线程</translation>
    </message>
    <message>
        <source>1 thread</source>
        <translation>1 个线程</translation>
    </message>
    <message>
        <source>{count} of them are learned</source>
        <translation>其中 {count} 个要学习</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>after ten steps</source>
        <translation>十步之后</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>约 {time}</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count} 行</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>TrainPage</name>
    <message>
        <source>The run cannot do that: {reason}.</source>
        <translation>运行无法这样做：{reason}。</translation>
    </message>
</context>
<context>
    <name>TrainingEditor</name>
    <message>
        <source>Find a setting</source>
        <translation>查找设置</translation>
    </message>
    <message>
        <source>Essentials</source>
        <translation>要点</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>{value} · auto</source>
        <translation>{value} · 自动</translation>
    </message>
    <message>
        <source>No setting has “{text}” in its name or its help.</source>
        <translation>没有设置的名称或说明中含有 “{text}”。</translation>
    </message>
    <message>
        <source>Every setting is as the preset has it.</source>
        <translation>每项设置都与预设一致。</translation>
    </message>
    <message>
        <source>by epochs</source>
        <translation>由轮数决定</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>here</source>
        <translation>这里</translation>
    </message>
    <message>
        <source>beside</source>
        <translation>旁边</translation>
    </message>
</context>
<context>
    <name>TrashDialog</name>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Delete for good…</source>
        <translation>永久删除…</translation>
    </message>
    <message>
        <source>Empty trash…</source>
        <translation>清空回收站…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The trash is empty. What you delete lies here until you empty it.</source>
        <translation>回收站是空的。删除的内容会放在这里，直到清空。</translation>
    </message>
    <message>
        <source>Deleting…</source>
        <translation>正在删除…</translation>
    </message>
    <message>
        <source>In the trash: {count}, {size} in all. It is kept until you delete it here.</source>
        <translation>回收站中：{count}，共 {size}。在这里删除之前会一直保留。</translation>
    </message>
    <message>
        <source>being measured</source>
        <translation>正在测量</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Checkpoints of a run</source>
        <translation>一次运行的检查点</translation>
    </message>
    <message>
        <source>Select what you mean first.</source>
        <translation>请先选择对象。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>删除时间</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>Delete {name} for good?</source>
        <translation>永久删除 {name}？</translation>
    </message>
    <message>
        <source>Delete these {count} for good?</source>
        <translation>永久删除这 {count} 项？</translation>
    </message>
    <message>
        <source>{size} become free. This cannot be taken back.</source>
        <translation>将释放 {size}。此操作无法撤销。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>Tick at least one layer</source>
        <translation>请至少勾选一层</translation>
    </message>
    <message>
        <source>The method does not fit every layer</source>
        <translation>该方法不适用于每一层</translation>
    </message>
    <message>
        <source>Two choices of the plan conflict</source>
        <translation>方案中有两项选择互相冲突</translation>
    </message>
    <message>
        <source>The layers belong to another model</source>
        <translation>这些层属于另一个模型</translation>
    </message>
    <message>
        <source>The model has no weights here</source>
        <translation>这里没有模型的权重</translation>
    </message>
    <message>
        <source>Choose a causal language model</source>
        <translation>请选择因果语言模型</translation>
    </message>
    <message>
        <source>No token would be trained: the mask covers every row</source>
        <translation>没有 token 会被训练：掩码盖住了每一行</translation>
    </message>
    <message>
        <source>The data was not read to its end</source>
        <translation>数据没有读完</translation>
    </message>
    <message>
        <source>The model cannot be used</source>
        <translation>模型无法使用</translation>
    </message>
    <message>
        <source>The data cannot be used</source>
        <translation>数据无法使用</translation>
    </message>
    <message>
        <source>The layers cannot be used</source>
        <translation>层无法使用</translation>
    </message>
</context>
<context>
    <name>TroubleBanner</name>
    <message>
        <source>Show the rows</source>
        <translation>显示这些行</translation>
    </message>
    <message>
        <source>Duplicate as draft</source>
        <translation>复制为草稿</translation>
    </message>
    <message>
        <source>Try the adapter of step {step}</source>
        <translation>试用第 {step} 步的适配器</translation>
    </message>
    <message>
        <source>Resume from step {step}</source>
        <translation>从第 {step} 步恢复</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Resume from {step} at rate {rate}</source>
        <translation>从第 {step} 步以学习率 {rate} 恢复</translation>
    </message>
    <message>
        <source>Paused: {reason}</source>
        <translation>已暂停：{reason}</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>保存到别处…</translation>
    </message>
</context>
<context>
    <name>TryBar</name>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>续写</translation>
    </message>
    <message>
        <source>Prompt set</source>
        <translation>提示词集</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Blind</source>
        <translation>盲评</translation>
    </message>
    <message>
        <source>Judge the answers before you see whose they are</source>
        <translation>在知道是谁的回答之前评判</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>token</translation>
    </message>
    <message>
        <source>Colours each token by how much more likely it is with the adapter (blue) or with the base (orange); hover for the alternatives</source>
        <translation>为每个 token 着色：用适配器（蓝）或用基座（橙）时可能性高出多少；指向可看其他候选</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Another answer beside these: the base or an adapter on it</source>
        <translation>在旁边再加一个回答：基座，或基座加某个适配器</translation>
    </message>
</context>
<context>
    <name>TryColumn</name>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Top p</source>
        <translation>Top p</translation>
    </message>
    <message>
        <source>New tokens</source>
        <translation>新 token 数</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>最多</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Top k</source>
        <translation>Top k</translation>
    </message>
    <message>
        <source>0: all</source>
        <translation>0：全部</translation>
    </message>
    <message>
        <source>Repetition penalty</source>
        <translation>重复惩罚</translation>
    </message>
    <message>
        <source>Stop at</source>
        <translation>停止于</translation>
    </message>
    <message>
        <source>What the models are told before the message</source>
        <translation>在消息之前告诉模型的内容</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Layers on/off</source>
        <translation>各层开关</translation>
    </message>
    <message>
        <source>Greedy: the likeliest token each time, so that answers can be compared.</source>
        <translation>贪心：每次取可能性最大的 token，以便比较回答。</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>greedy</source>
        <translation>贪心</translation>
    </message>
    <message>
        <source>0: the base</source>
        <translation>0：基座</translation>
    </message>
    <message>
        <source>1: as trained</source>
        <translation>1：按训练时</translation>
    </message>
    <message>
        <source>{count} off</source>
        <translation>关闭 {count} 个</translation>
    </message>
    <message>
        <source>{count} changed</source>
        <translation>更改 {count} 项</translation>
    </message>
</context>
<context>
    <name>TryPage</name>
    <message>
        <source>Go to Setup</source>
        <translation>前往“配置”</translation>
    </message>
    <message>
        <source>Choose its base…</source>
        <translation>选择它的基座…</translation>
    </message>
    <message>
        <source>The run ends its step, then it waits…</source>
        <translation>运行正在结束当前这一步，然后等待…</translation>
    </message>
    <message>
        <source>A run is training on this machine. It waits between two steps while this answers.</source>
        <translation>有一次运行正在这台机器上训练。回答期间，它会在两步之间等待。</translation>
    </message>
    <message>
        <source>Another window controls the run that trains here. It goes on; this answers on the CPU.</source>
        <translation>另一个窗口控制着在此训练的运行。它继续进行；这里用 CPU 回答。</translation>
    </message>
    <message>
        <source>Another window controls the run that trains here. It goes on, and both are slower while this answers. Take it over in its header to let it wait.</source>
        <translation>另一个窗口控制着在此训练的运行。它继续进行，回答期间两者都会变慢。可在它的标题栏接管，让它等待。</translation>
    </message>
    <message>
        <source>Answering…</source>
        <translation>正在回答…</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>scores</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Waiting for the engine…</source>
        <translation>正在等待引擎…</translation>
    </message>
    <message>
        <source>My prompts</source>
        <translation>我的提示词</translation>
    </message>
    <message>
        <source>Saved {path}.</source>
        <translation>已保存 {path}。</translation>
    </message>
    <message>
        <source>Start the run to compare it with its base.</source>
        <translation>开始运行后，可与基座比较。</translation>
    </message>
    <message>
        <source>One message, two answers: the base's on the left, the adapter's on the right.</source>
        <translation>一条消息，两个回答：左边是基座的，右边是适配器的。</translation>
    </message>
    <message>
        <source>Choose a run on the left, or make a new one.</source>
        <translation>请在左侧选择一次运行，或新建一个。</translation>
    </message>
    <message>
        <source>It failed before the first save.</source>
        <translation>它在第一次保存之前就失败了。</translation>
    </message>
    <message>
        <source>It ended before the first save.</source>
        <translation>它在第一次保存之前就结束了。</translation>
    </message>
    <message>
        <source>This run has no adapter to try.</source>
        <translation>这次运行没有可试用的适配器。</translation>
    </message>
    <message>
        <source>The adapter is not where it was.</source>
        <translation>适配器不在原处。</translation>
    </message>
    <message>
        <source>{file} holds weights alone, without the configuration that peft loads them by.</source>
        <translation>{file} 只有权重，没有 peft 加载所需的配置。</translation>
    </message>
    <message>
        <source>Only peft folders can be tried.</source>
        <translation>只能试用 peft 文件夹。</translation>
    </message>
    <message>
        <source>Choose its base to compare the two.</source>
        <translation>请选择它的基座，以便比较两者。</translation>
    </message>
    <message>
        <source>The adapter names no base.</source>
        <translation>适配器没有标明基座。</translation>
    </message>
    <message>
        <source>It belongs to {base}. Choose the folder of that model.</source>
        <translation>它属于 {base}。请选择该模型的文件夹。</translation>
    </message>
    <message>
        <source>Its base is not on this machine.</source>
        <translation>它的基座不在这台机器上。</translation>
    </message>
    <message>
        <source>The base model is not where this run found it: {folder}</source>
        <translation>基座模型不在这次运行当时的位置：{folder}</translation>
    </message>
    <message>
        <source>Put the folder back; the adapter belongs to this very model.</source>
        <translation>请放回该文件夹；适配器只属于这个模型。</translation>
    </message>
    <message>
        <source>Answering. Esc cancels.</source>
        <translation>正在回答。按 Esc 取消。</translation>
    </message>
    <message>
        <source>Choose a run that has an adapter.</source>
        <translation>请选择有适配器的运行。</translation>
    </message>
    <message>
        <source>The first adapter comes with the first save.</source>
        <translation>第一次保存时会有第一个适配器。</translation>
    </message>
    <message>
        <source>This run has no adapter.</source>
        <translation>这次运行没有适配器。</translation>
    </message>
    <message>
        <source>The base model's folder is gone.</source>
        <translation>基座模型的文件夹不见了。</translation>
    </message>
    <message>
        <source>says the same as {other}</source>
        <translation>与 {other} 的回答相同</translation>
    </message>
    <message>
        <source>differs from {other} at token {token} · KL {kl}</source>
        <translation>从第 {token} 个 token 起与 {other} 不同 · KL {kl}</translation>
    </message>
    <message>
        <source>{tokens} tokens · {speed} tok/s</source>
        <translation>{tokens} 个 token · {speed} tok/s</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>基座</translation>
    </message>
</context>
<context>
    <name>Values</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>infinite</source>
        <translation>无穷大</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Reading the adapter…</source>
        <translation>正在读取适配器…</translation>
    </message>
    <message>
        <source>Measuring module {done} of {total}…</source>
        <translation>正在测量第 {done} 个模块，共 {total} 个…</translation>
    </message>
    <message>
        <source>The exact spectrum of every module, from its factors.</source>
        <translation>由因子得出每个模块的精确谱。</translation>
    </message>
    <message>
        <source>Measure it</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>重新读取</translation>
    </message>
</context>
<context>
    <name>WhatLoraDoes</name>
    <message>
        <source>What LoRA does</source>
        <translation>LoRA 做什么</translation>
    </message>
    <message>
        <source>From rank 50 on, B and A hold as many numbers as W itself: nothing is saved.</source>
        <translation>秩从 50 起，B 和 A 的数与 W 本身一样多：不再节省。</translation>
    </message>
    <message>
        <source>{trained} numbers are trained instead of {all}.</source>
        <translation>训练 {trained} 个数，而不是 {all} 个。</translation>
    </message>
    <message>
        <source>The large grey matrix W belongs to the base model and stays frozen: not one of its numbers changes. LoRA learns two thin matrices beside it, B and A. Multiplied, they have W's shape, and their product is added to W. The rank is how thin they are: a higher one can learn more, and costs more. B starts at zero, so before the first step the model answers exactly as before. After training, B and A stay a small file of their own, or are merged into W for good.</source>
        <translation>灰色的大矩阵 W 属于基座模型，保持冻结：其中没有一个数会改变。LoRA 在它旁边学习两个细长的矩阵 B 和 A。两者相乘后形状与 W 相同，乘积加到 W 上。秩就是它们的宽窄：秩越高能学的越多，代价也越大。B 从零开始，因此第一步之前模型的回答与原来完全一样。训练之后，B 和 A 作为单独的小文件保存，或永久合并进 W。</translation>
    </message>
    <message>
        <source>Rank of the example</source>
        <translation>示例的秩</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>秩</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Another run</source>
        <translation>另一次运行</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Open data or recipe</source>
        <translation>打开数据或配方</translation>
    </message>
    <message>
        <source>Data and recipes (*.json *.jsonl *.csv *.tsv *.parquet *.txt *.yaml *.yml);;All files (*)</source>
        <translation>数据和配方 (*.json *.jsonl *.csv *.tsv *.parquet *.txt *.yaml *.yml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open a model folder or a run folder</source>
        <translation>打开模型文件夹或运行文件夹</translation>
    </message>
    <message>
        <source>Save recipe</source>
        <translation>保存配方</translation>
    </message>
    <message>
        <source>Saved {path}.</source>
        <translation>已保存 {path}。</translation>
    </message>
    <message>
        <source>The doctor looks at this machine: about 10 s.</source>
        <translation>正在检查这台机器：约 10 秒。</translation>
    </message>
    <message>
        <source>Copied the doctor's report. {verdict}</source>
        <translation>已复制诊断报告。{verdict}</translation>
    </message>
    <message>
        <source>About LoRA Workbench</source>
        <translation>关于 LoRA Workbench</translation>
    </message>
    <message>
        <source>LoRA Workbench {version}
Pay only for what you tick.
Apache-2.0</source>
        <translation>LoRA Workbench {version}
只为勾选的部分付出代价。
Apache-2.0</translation>
    </message>
    <message>
        <source>Remove star</source>
        <translation>取消星标</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>加星标</translation>
    </message>
    <message>
        <source>Back from the archive</source>
        <translation>移出归档</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Training histories (trainer_state.json *.tfevents.*);;All files (*)</source>
        <translation>训练历史 (trainer_state.json *.tfevents.*);;所有文件 (*)</translation>
    </message>
    <message>
        <source>A trainer_state.json, or an event file of TensorBoard</source>
        <translation>trainer_state.json，或 TensorBoard 的事件文件</translation>
    </message>
    <message>
        <source>Choose a folder of somebody else's runs</source>
        <translation>选择存放别人运行的文件夹</translation>
    </message>
    <message>
        <source>From preset</source>
        <translation>从预设</translation>
    </message>
    <message>
        <source>New run from preset: {title}</source>
        <translation>从预设新建运行：{title}</translation>
    </message>
    <message>
        <source>Apply preset: {title}</source>
        <translation>应用预设：{title}</translation>
    </message>
    <message>
        <source>Setting: {name}</source>
        <translation>设置：{name}</translation>
    </message>
    <message>
        <source>Copied: {flag}</source>
        <translation>已复制：{flag}</translation>
    </message>
    <message>
        <source>Copied: {command}</source>
        <translation>已复制：{command}</translation>
    </message>
    <message>
        <source>Undo {what}</source>
        <translation>撤销 {what}</translation>
    </message>
    <message>
        <source>Redo {what}</source>
        <translation>重做 {what}</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>已撤销：{what}</translation>
    </message>
    <message>
        <source>Redone: {what}</source>
        <translation>已重做：{what}</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>剖析</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Copied the report.</source>
        <translation>报告已复制。</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>约剩 {time}</translation>
    </message>
    <message>
        <source>step {step} of {steps}</source>
        <translation>第 {step} 步，共 {steps} 步</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在开始</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>已丢弃</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
</context>
<context>
    <name>WorkView</name>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Stop comparing</source>
        <translation>停止比较</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>度量</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>{name} waits in the queue.</source>
        <translation>{name} 在队列中等待。</translation>
    </message>
    <message>
        <source>This window controls {name} now.</source>
        <translation>现在由这个窗口控制 {name}。</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>An adapter from elsewhere has the name of its folder.</source>
        <translation>外来适配器以其文件夹命名。</translation>
    </message>
    <message>
        <source>Rename the folder, then open it again.</source>
        <translation>请重命名该文件夹，再重新打开。</translation>
    </message>
    <message>
        <source>{name} is no longer there: its folder was moved or deleted.</source>
        <translation>{name} 已不在原处：它的文件夹被移动或删除了。</translation>
    </message>
    <message>
        <source>It was {path}. If it is moved back, it is listed again.</source>
        <translation>原位置为 {path}。移回之后会重新列出。</translation>
    </message>
</context>
<context>
    <name>_Entries</name>
    <message>
        <source>, hidden</source>
        <translation>，已隐藏</translation>
    </message>
</context>
<context>
    <name>_Kept</name>
    <message>
        <source>Search {folder} no more</source>
        <translation>不再查找 {folder}</translation>
    </message>
</context>
<context>
    <name>_List</name>
    <message>
        <source>Reset all of them</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>Changed from {title}</source>
        <translation>与 {title} 相比的更改</translation>
    </message>
    <message>
        <source>Reset {name} to {value}</source>
        <translation>把 {name} 重置为 {value}</translation>
    </message>
    <message>
        <source>back to the preset</source>
        <translation>恢复预设</translation>
    </message>
</context>
<context>
    <name>_Panel</name>
    <message>
        <source>Read the gradients</source>
        <translation>读取梯度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Spread ranks</source>
        <translation>分配秩</translation>
    </message>
    <message>
        <source>{count} parameters · {share} of the budget</source>
        <translation>{count} 个参数 · 预算的 {share}</translation>
    </message>
    <message>
        <source>rank {ranks} · adapter {size} · {percent} of the base</source>
        <translation>秩 {ranks} · 适配器 {size} · 基座的 {percent}</translation>
    </message>
    <message>
        <source>ranks {ranks} · adapter {size} · {percent} of the base</source>
        <translation>秩 {ranks} · 适配器 {size} · 基座的 {percent}</translation>
    </message>
    <message>
        <source>Read them again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Where your data pulls hardest gets the highest ranks.</source>
        <translation>数据牵引最强的地方秩最高。</translation>
    </message>
    <message>
        <source>One pass over a few batches of your data says which layers it pulls at.</source>
        <translation>对数据的几个批次算一遍，就能知道它牵引哪些层。</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最多</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>This run has begun: its methods stay as they are.</source>
        <translation>这次运行已经开始：它的方法保持不变。</translation>
    </message>
    <message>
        <source>This model has no biases.</source>
        <translation>这个模型没有偏置。</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>trainable parameters</source>
        <translation>可训练参数</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>初始化</translation>
    </message>
    <message>
        <source>parameters · file</source>
        <translation>参数 · 文件</translation>
    </message>
    <message>
        <source>Also train</source>
        <translation>同时训练</translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <source>New run from this step</source>
        <translation>从这一步新建运行</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>Step {step}, best so far</source>
        <translation>第 {step} 步，目前最佳</translation>
    </message>
    <message>
        <source>Step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
</context>
<context>
    <name>_Table</name>
    <message>
        <source>Prompts and answers</source>
        <translation>提示词与回答</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Double click, and write one more prompt</source>
        <translation>双击即可再写一条提示词</translation>
    </message>
</context>
<context>
    <name>_TermEdit</name>
    <message>
        <source>Terms of the filter</source>
        <translation>筛选条件</translation>
    </message>
</context>
</TS>
