"""An invented dump as people paste it: three articles of three outlets' shapes, teasers, furniture, both languages."""

DUMP = """now browsing by category

Posted by: | Posted on: March 3, 2024

Villagers ask court to stop dam

Op-Ed: River Herald

By Marta Quill

Image Credit: River Herald

Mara Tolund, director of the River Rights Centre (RRC), said the dam “will drown four villages,” and called on the government to release its study.

“We asked three times,” she told reporters. “Nobody answered.”

The Ministry of Works denies this. In a press release on Monday the ministry said 120 families had agreed to move and that it will publish the study in a matter of weeks.

“Every family was heard. Nobody was forced to sign.

“We have paid 62.5 per cent of the compensation,” the ministry’s spokesman, Jon Hale, said.

The five-day hearing on the “Great River” project was opened under the theme “Water For All”. Judge Petra Lund heard 14 witnesses.

Read More …

New bridge opens in the north

The bridge over the Ama river was opened on Tuesday by Governor Tom Reed, who thanked the builders for their work on the bridge.

Tom Reed said the bridge cost $4.2 million and employs 35 people.

Source: Northern Agency

ក្រសួងការងារប្រកាសដំឡើងប្រាក់ឈ្នួល

ដោយ៖ សុខ ដារា
ថ្ងៃទី២២ ខែវិច្ឆិកា ឆ្នាំ២០២៥

លោក ចាន់ វិបុល អ្នកនាំពាក្យក្រសួង បានថ្លែងថា «យើងនឹងបន្តការពារសិទ្ធិកម្មករ និងធ្វើអធិការកិច្ចរោងចក្រ១២០កន្លែង»។ លោកបានបន្ថែមថា «ប្រាក់ឈ្នួលនឹងឡើង៤ភាគរយ»។

ប្រភព៖ សារព័ត៌មានសាកល្បង

  • Ten schools to get new roofs

    The education department will repair ten schools before the rainy season, an official said, after storms took the roofs of

  • Port traffic grows

    Traffic in the port grew last year by a tenth as more ships came from the neighbouring countries and stayed longer than
"""
