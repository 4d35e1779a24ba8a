using System.Globalization;
using MeshFederation.Reporting.Topology.Layout;

namespace MeshFederation.Reporting.Topology.Drawing;

/// <summary>The numbers of the problems of a room or a house, by which they are found in the list.</summary>
internal static class Badge
{
    private const double Height = 16;
    private const int Most = 3;

    /// <summary>Draws them.</summary>
    /// <param name="svg">Where to.</param>
    /// <param name="right">The right end.</param>
    /// <param name="middle">The middle of its height.</param>
    /// <param name="problems">The problems; nothing is drawn when there are none.</param>
    public static void Draw(Markup svg, double right, double middle, IReadOnlyList<NumberedProblem> problems)
    {
        if (problems.Count == 0) return;
        var text = string.Join(' ', problems.Take(Most).Select(problem => problem.Number.ToString(CultureInfo.InvariantCulture)));
        if (problems.Count > Most) text += FormattableString.Invariant($" +{problems.Count - Most}");
        var width = Math.Max(Height, TextFit.BoldWidth(text, PictureMeasures.SmallSize) + 8);
        svg.Open("g", ("class", "badge " + NumberedProblem.Worst(problems)))
            .Text("title", string.Join('\n', problems.Select(problem => $"{problem.Finding.Rule}: {problem.Finding.Message}")))
            .Empty("rect", ("x", right - width), ("y", middle - (Height / 2)), ("width", width), ("height", Height), ("rx", Height / 2))
            .Text("text", text, ("x", right - (width / 2)), ("y", middle + 4))
            .Close("g");
    }
}
