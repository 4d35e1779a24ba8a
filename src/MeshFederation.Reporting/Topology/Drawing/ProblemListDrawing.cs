using MeshFederation.Reporting.Topology.Layout;

namespace MeshFederation.Reporting.Topology.Drawing;

/// <summary>Lists the problems below a picture, each with its number, and what to do.</summary>
internal sealed class ProblemListDrawing
{
    private const double LineHeight = 16;
    private const double Indent = 44;
    private const double WidestLine = 900;

    private readonly IReadOnlyList<(NumberedProblem Problem, IReadOnlyList<string> Lines)> _entries;

    public ProblemListDrawing(MeshTopology topology, double width) => _entries =
    [
        .. topology.Problems.Select(problem => (problem, Lines(problem, Math.Min(WidestLine, width - Indent - 14)))),
    ];

    public double Height => _entries.Sum(entry => (entry.Lines.Count * LineHeight) + 10) + (_entries.Count > 0 ? 12 : 0);

    public void Draw(Markup svg)
    {
        var y = 16.0;
        foreach (var (problem, lines) in _entries)
        {
            Badge.Draw(svg, Indent - 8, y - 4, [problem]);
            for (var line = 0; line < lines.Count; line++)
                svg.Text("text", lines[line], ("class", line == 0 ? "" : "muted"), ("x", Indent), ("y", y + (line * LineHeight)));
            svg.Line();
            y += (lines.Count * LineHeight) + 10;
        }
    }

    private static IReadOnlyList<string> Lines(NumberedProblem problem, double width) =>
    [
        .. TextFit.Wrap(problem.Headline, width, PictureMeasures.TextSize),
        .. TextFit.Wrap(problem.Finding.Message, width, PictureMeasures.TextSize),
        .. problem.Finding.Recommendation.Length == 0
            ? []
            : TextFit.Wrap("To do: " + problem.Finding.Recommendation, width, PictureMeasures.TextSize),
    ];
}
