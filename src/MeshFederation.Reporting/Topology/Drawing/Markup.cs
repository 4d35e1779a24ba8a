using System.Globalization;
using System.Text;
using MeshFederation.Reporting.Reports;

namespace MeshFederation.Reporting.Topology.Drawing;

/// <summary>Writes the elements of pictures and pages. Whatever is text or a value is escaped here, and nowhere else.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _output = new();

    /// <summary>Opens an element.</summary>
    public Markup Open(string element, params (string Name, object Value)[] attributes) => Start(element, attributes).Raw(">");

    public Markup Close(string element) => Raw("</").Raw(element).Raw(">");

    /// <summary>An element without content.</summary>
    public Markup Empty(string element, params (string Name, object Value)[] attributes) => Start(element, attributes).Raw("/>");

    /// <summary>An element with text.</summary>
    public Markup Text(string element, string text, params (string Name, object Value)[] attributes) =>
        Open(element, attributes).Content(text).Close(element);

    /// <summary>Text inside an element.</summary>
    public Markup Content(string text)
    {
        foreach (var character in XmlText.Clean(text)) Escape(character);
        return this;
    }

    /// <summary>What is markup already.</summary>
    public Markup Raw(string markup)
    {
        _output.Append(markup);
        return this;
    }

    public Markup Line() => Raw("\n");

    public override string ToString() => _output.ToString();

    public static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    private Markup Start(string element, (string Name, object Value)[] attributes)
    {
        Raw("<").Raw(element);
        foreach (var (name, value) in attributes)
        {
            Raw(" ").Raw(name).Raw("=\"");
            Content(value switch
            {
                double number => Number(number),
                int number => number.ToString(CultureInfo.InvariantCulture),
                _ => value.ToString()!
            });
            Raw("\"");
        }

        return this;
    }

    private void Escape(char character)
    {
        switch (character)
        {
            case '&': _output.Append("&amp;"); break;
            case '<': _output.Append("&lt;"); break;
            case '>': _output.Append("&gt;"); break;
            case '"': _output.Append("&quot;"); break;
            case '\'': _output.Append("&#39;"); break;
            default: _output.Append(character); break;
        }
    }
}
