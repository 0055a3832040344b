import { type DemoEvent, hour } from "./event.ts";

export const frenchEvents: readonly DemoEvent[] = [
  {
    slug: "ferries",
    picture: { motif: "mountains", hue: 222 },
    wire: [
      "PORT-CLAIR (Northwire) - Les marins des ferries du lac d’Aubrec ont cessé le travail {day} pour quarante-huit heures, réclamant l’embauche de soixante matelots avant l’hiver.",
      "Aucune traversée n’a quitté Port-Clair dans la matinée. La direction propose d’ouvrir des négociations {day+2}, à condition que la grève soit levée.",
      "« Nous naviguons à trois là où il faut être cinq », a dit la déléguée syndicale Aline Morvan devant la gare maritime.",
    ],
    reports: [
      {
        outlet: "le-phare",
        at: -5.5 * hour,
        title: "Grève des ferries : aucun départ de Port-Clair sur le lac d’Aubrec",
      },
      {
        outlet: "depeche-du-lac",
        at: -5.2 * hour,
        title: "Lac d’Aubrec : les marins des ferries en grève pour quarante-huit heures",
      },
      {
        outlet: "le-phare",
        at: 106,
        title: "Grève des ferries du lac d’Aubrec : la direction accepte de négocier dès {day+1}",
        author: "Maël Quéré",
        own: [
          "La direction des ferries du lac d’Aubrec a accepté d’avancer les négociations à {day+1}, sans attendre la fin de la grève. Les marins de Port-Clair votent ce soir.",
          "Quarante embauches seraient possibles avant Noël, selon une source proche du dossier. Il en manquerait vingt, et un hiver.",
        ],
      },
    ],
  },
  {
    slug: "tableau",
    picture: { motif: "city", hue: 350 },
    wire: [
      "VIEILLE-RIVE (Northwire) - Un tableau du peintre Anselme Roy, volé il y a trente ans au musée de Vieille-Rive, a été retrouvé {day} dans le grenier d’une école, caché derrière une carte de géographie.",
      "« La Barque jaune » est en bon état, a indiqué la conservatrice Solène Dubreuil, qui l’a reconnu à une craquelure dans le ciel. Sa valeur est estimée à deux millions de couronnes.",
      "La police ignore qui l’avait caché là. Le concierge de l’époque, mort en 2009, n’avait jamais visité le musée, assure sa fille.",
    ],
    reports: [
      {
        outlet: "depeche-du-lac",
        at: -9.8 * hour,
        title: "Volé il y a trente ans, un tableau d’Anselme Roy retrouvé dans une école",
      },
      {
        outlet: "le-phare",
        at: -9.3 * hour,
        title: "« La Barque jaune » d’Anselme Roy retrouvée derrière une carte de géographie",
      },
      {
        outlet: "depeche-du-lac",
        at: 264,
        title: "« La Barque jaune » : les élèves qui ont trouvé le tableau d’Anselme Roy racontent",
        author: "Inès Carpentier",
        own: [
          "Ils cherchaient un ballon. Derrière la carte de géographie, au grenier de l’école, trois élèves de Vieille-Rive ont trouvé « La Barque jaune », le tableau d’Anselme Roy volé il y a trente ans.",
          "« On a cru que c’était une affiche », dit Noé, dix ans. Le musée leur offre l’entrée à vie, et un ballon.",
        ],
      },
    ],
  },
];
