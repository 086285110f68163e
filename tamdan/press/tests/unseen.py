"""An invented dump in manners that the first one lacks: menu, slash byline, dateline, letterhead, post, Khmer without line breaks between articles."""

DUMP = """Skip to content
Home
News

Ferry families say they were never asked
Ona Pell / River Times
March 12, 2025
Share:
Residents wait outside the provincial hall on Monday. Jon Marsh
Some 60 families rejected the plan on Tuesday. Prisons chief Ek Tolund said at least four of the boats were unsafe.

“The group blocked the road for three hours,” he told reporters. “They refused to leave.”

The Ministry of Rivers, however, said in a press release that 6,210 boats were registered. The Ferry Union counts 4,812 registered boats.

Related Posts
New bridge opens in Ama
March 11, 2025
Two held in Bel
March 10, 2025

Young rowers shine in Bel
Ona Pell / River Times
March 12, 2025
Twelve rowers from nine provinces took part in the championship at the weekend.

KINGDOM OF CAMBODIA
National Committee for Rivers
No. 017/25
PRESS RELEASE
Statement on the report of the River Forum
The National Committee for Rivers (NCR) wishes to underline that the report is not correct. At present 6,340 associations are registered.

The Committee is deeply concerned about the tone of the report. “We were not asked,” said its spokesperson, Mao Thera.

Phnom Penh, 21 March 2025

សេចក្តីប្រកាសព័ត៌មាន
គណៈកម្មាធិការជាតិទន្លេ សូមបដិសេធទាំងស្រុងចំពោះការចោទប្រកាន់ក្នុងរបាយការណ៍នេះ។ បច្ចុប្បន្ន មានសមាគមចំនួន ៦.៤៣០សមាគម បានចុះបញ្ជី។
រាជធានីភ្នំពេញ ថ្ងៃទី២១ ខែមីនា ឆ្នាំ២០២៥

អ្នករកស៊ីតាមទន្លេតវ៉ាមុខសាលាខេត្ត
ថ្ងៃទី ១២ សីហា ២០២៥
(កំពត)៖ លោក ម៉ៅ ណារ៉ុន អភិបាលខេត្តកំពត បានចុះជួបប្រជាពលរដ្ឋប្រមាណ ១៥០នាក់។ លោកអភិបាលខេត្ត បានអំពាវនាវឲ្យពួកគាត់ត្រឡប់ទៅផ្ទះវិញដោយសន្តិវិធី។
«យើងមិនទៅណាទេ» អ្នកស្រី សុខ ចន្ធី ប្រាប់អ្នកសារព័ត៌មាន។ លោកបានបន្ថែមថា៖ «អាជ្ញាធរនឹងដោះស្រាយ»។
"""

PAGES = """Skip to main content

Breaking News

Ferry Owners Sue Port Over Closed Pier

Share on WhatsApp
0:00 / 0:00
pier-0312.jpg Ferries wait at the closed pier in Bel, March 12, 2025.

BEL – The owners of nine ferries have sued the port over a pier that was closed without warning.

“They closed the gate at night,” said Ona Pell, president of the Ferry Owners’ League. “Nobody explained why.

“Then they asked us for rent,” Pell said.

Ministry of Works and Ports spokesman Tor Venn said that the pier was unsafe.

Translated by Ek Tolund. Edited by Mara Quill.

Related Articles
Port opens new office
Rowers win cup

Weavers Fear for Their Looms

Posted on 14 March 2025. Filed under: Week 11 | Tags: weaving, work |

The looms of the river villages may be silent by summer, the weavers of Bel told a meeting on Friday, as yarn costs more than cloth.

Read Full Post | Make a Comment ( 3 so far )

----------------------------------------

2. Court frees miller
Bel Courier, 15 March 2025

A court in Bel on Friday released a miller who had been arrested for a song about the price of flour.

He wondered aloud, “Was it the tune?”

Flour prices up again
The price of flour in Bel has risen for the fifth month in a row and bakers say that they cannot keep the price of bread where it was in ...
Sal Tolund
http://courier.example/flour-prices-up-again

អ្នកត្បាញតវ៉ាថ្លៃអំបោះ
ថ្ងៃសៅរ៍ ២កើត ខែចេត្រ ឆ្នាំរោង ឆស័ក ព.ស. ២៥៦៨ ត្រូវនឹងថ្ងៃទី១៥ ខែមីនា ឆ្នាំ២០២៥
(បែល)៖ អ្នកត្បាញ ២០នាក់ បានតវ៉ានៅមុខផ្សារ ដោយសារអំបោះឡើងថ្លៃ។
«យើងត្បាញ តែយើងគ្មានសម្លៀកបំពាក់» លោក ថុល ម៉ារ៉ា បន្ថែម៕
"""
"""What pages of many kinds put around their articles."""
