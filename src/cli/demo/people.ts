/** Somebody of the demonstration: invented, like everything about them. */
export interface DemoPerson {
  readonly name: string;
  readonly about: string;
}

/** How many of the people below founded the community; the others joined later. */
export const FOUNDERS = 12;

/** The members, in the order of their numbers. */
export const MEMBERS: readonly DemoPerson[] = [
  { name: "Ana Ribeiro", about: "Keeps the keys of the hall. Ask me about the cargo bike." },
  { name: "Kofi Mensah", about: "Boats, engines and everything that has to float again." },
  { name: "Tomás Herrera", about: "Enseño a reparar bicicletas los jueves por la tarde." },
  { name: "李梅", about: "我在社区花园里种菜，周六上午都在。" },
  { name: "Ömer Yıldız", about: "Fırıncı değilim ama ekmeğim iyidir." },
  { name: "ليلى حداد", about: "أعلّم العربية وأحب العمل في الحديقة." },
  { name: "Siobhán Byrne", about: "The bakery by the mill. Bread on Tuesdays and Fridays." },
  { name: "Priya Nair", about: "Looks after the children's room with a team of six." },
  { name: "Γιάννης Παππάς", about: "Ψαράς. Τα δίχτυα τα φτιάχνω μόνος μου." },
  { name: "Олена Коваль", about: "Лікарка. У середу приймаю без запису." },
  { name: "Jonas Lindqvist", about: "Carpenter. The benches on the quay are mine." },
  { name: "森さくら", about: "裁縫と金継ぎ。直せるものは直します。" },
  { name: "Amara Okafor", about: "Accounts for the hall, and a choir on Sundays." },
  { name: "דניאל כהן", about: "חשמלאי. מתקן גם רדיו ישן." },
  { name: "Mateo Quispe", about: "Huerto, compost y semillas de los Andes." },
  { name: "Inès Dubois", about: "Je garde les enfants le mercredi." },
  { name: "박지훈", about: "카페에서 컴퓨터를 고칩니다." },
  { name: "Fatou Diallo", about: "Sells fish in the morning, teaches in the evening." },
  { name: "Łukasz Wiśniewski", about: "Ogród, pszczoły i miód od maja." },
  { name: "Thandiwe Dlamini", about: "Nurse. Walks the dogs of half the street." },
  { name: "নাসরিন আক্তার", about: "সেলাই শেখাই, সোমবার ও বুধবার।" },
  { name: "Nguyễn Thị Hoa", about: "Nấu ăn cho cả xóm mỗi thứ sáu." },
  { name: "გიორგი ბერიძე", about: "მებაღე და მუსიკოსი." },
  { name: "Ruth Abegaze", about: "Coffee for anybody who helps in the repair café." },
];

/** Somebody who has asked to join and waits for one more member to vouch. */
export const APPLICANT: DemoPerson = {
  name: "Noor van Dijk",
  about: "Moved to the harbour in spring. Welder, two children.",
};

/** Who invited the people that came after the founding: the inviter, then their guests. */
export const INVITED: readonly { readonly by: number; readonly guests: readonly number[] }[] = [
  { by: 1, guests: [13, 14, 15, 16] },
  { by: 2, guests: [17, 18, 19, 20] },
  { by: 4, guests: [21, 22, 23, 24] },
];
