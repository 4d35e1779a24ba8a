using System.Globalization;
using MeshFederation.Help.Text;

namespace MeshFederation.Help.About;

/// <summary>
/// Writes about topics as the plain text of at most 80 columns that Get-Help shows; only a word longer than that stays whole.
/// </summary>
public static class AboutTopicWriter
{
    internal const int CodeIndent = 4;
    private const int Indent = 4;
    private static readonly PlainText Plain = new(CodeIndent);

    /// <summary>Writes a topic.</summary>
    /// <param name="topic">The topic.</param>
    /// <returns>
    /// The text of <c>about_Name.help.txt</c>, lines ending in <c>\n</c>; line 5 is the short description, which Get-Help takes for the
    /// synopsis.
    /// </returns>
    public static string Write(AboutTopic topic)
    {
        List<string> lines = [
            "TOPIC",
            .. PlainText.Indent([topic.Name], Indent),
            "",
            "SHORT DESCRIPTION",
            .. PlainText.Indent([topic.ShortDescription], Indent)
        ];
        foreach (var section in topic.Sections)
        {
            lines.Add("");
            lines.AddRange(PlainText.Indent([section.Title.ToUpperInvariant()], Math.Min((section.Level - 2) * 2, Indent)));
            lines.AddRange(PlainText.Indent(Plain.Lines(section.Blocks, PlainText.CustomaryWidth), Indent));
        }

        return string.Join('\n', lines) + "\n";
    }

    /// <summary>The columns that the marks of a list's items take at most.</summary>
    internal static int MarkWidth(HelpList list) => list.IsOrdered ? list.Items.Count.ToString(CultureInfo.InvariantCulture).Length + 2 : 2;
}
