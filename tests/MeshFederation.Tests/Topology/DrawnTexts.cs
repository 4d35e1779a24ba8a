using System.Globalization;
using System.Xml.Linq;
using MeshFederation.Reporting.Topology.Layout;

namespace MeshFederation.Tests.Topology;

/// <summary>Reads where an SVG picture writes what, and finds what is written over something else.</summary>
internal static class DrawnTexts
{
    private const double Tolerance = 0.5;

    public static void AssertApart(string svg)
    {
        var picture = XDocument.Parse(svg).Root!;
        var (width, height) = (Number(picture, "width"), Number(picture, "height"));
        var boxes = picture.Descendants().Where(element => element.Name.LocalName == "text").Select(Box).OrderBy(box => box.Top).ToList();
        Assert.NotEmpty(boxes);
        for (var i = 0; i < boxes.Count; i++)
        {
            var one = boxes[i];
            Assert.True(
                one.Left >= -Tolerance && one.Right <= width + Tolerance && one.Top >= 0 && one.Bottom <= height,
                $"'{one.Text}' leaves the picture");
            for (var j = i + 1; j < boxes.Count && boxes[j].Top < one.Bottom - Tolerance; j++)
            {
                var other = boxes[j];
                Assert.False(
                    Math.Min(one.Right, other.Right) - Math.Max(one.Left, other.Left) > Tolerance,
                    $"'{one.Text}' is written over '{other.Text}'");
            }
        }
    }

    private static TextBox Box(XElement text)
    {
        var style = (string?)text.Attribute("class") ?? "";
        var size = style.Contains("name", StringComparison.Ordinal)
            ? 14
            : style.Contains("small", StringComparison.Ordinal) || style == "share"
            ? 11
            : style == "title"
            ? 19
            : 12;
        var width = TextFit.Width(text.Value, size);
        var (x, y) = (Number(text, "x"), Number(text, "y"));
        foreach (var parent in text.Ancestors().Where(parent => parent.Attribute("transform") is not null))
        {
            var move = ((string)parent.Attribute("transform")!)["translate(".Length..^1]
                .Split(' ')
                .Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
            (x, y) = (x + move[0], y + move[1]);
        }

        var isMiddle = style.Contains("middle", StringComparison.Ordinal)
            || style == "share"
            || ((string?)text.Parent!.Attribute("class"))?.StartsWith("badge", StringComparison.Ordinal) == true;
        var left = isMiddle ? x - (width / 2) : x;
        return new TextBox(text.Value, left, left + width, y - (size * 0.8), y + (size * 0.2));
    }

    private static double Number(XElement element, string name) =>
        double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);

    private sealed record TextBox(string Text, double Left, double Right, double Top, double Bottom);
}
