namespace MeshFederation.Reporting.Topology.Layout;

/// <summary>
/// The measures that all floors of a picture share, in pixels: how wide the gutter, the houses and the gaps between them are.
/// </summary>
internal sealed class PictureMeasures
{
    public const double NameSize = 14;
    public const double TextSize = 12;
    public const double SmallSize = 11;

    /// <summary>From a house's wall to a room's, and from there to what is in it.</summary>
    public const double Inset = 9;

    /// <summary>Between the tracks of two flows.</summary>
    public const double TrackStep = 8;

    private const int ManyHouses = 8;
    private const double NarrowestHouse = 112;
    private const double WidestHouse = 270;
    private const double NarrowestGutter = 196;
    private const double WidestGutter = 300;

    private readonly int _houses;

    public PictureMeasures(MeshTopology topology)
    {
        _houses = topology.Houses.Count;
        // A long street stays short enough to be looked along when houses show the least of themselves.
        FactCount = Math.Min(_houses > ManyHouses ? 1 : int.MaxValue, topology.Houses.Max(house => house.Facts().Count()));
        var labels = topology.Floors.SelectMany(floor => floor.Rooms)
            .SelectMany(room => room?.Pods ?? [])
            .Select(pods => TextFit.Width(pods.Text, TextSize) + (4 * Inset) + 20);
        var facts = topology.Houses.SelectMany(house => house.Facts()
            .Take(FactCount)
            .Select(fact => TextFit.Width(fact, SmallSize))
            .Append(TextFit.BoldWidth(house.Name, NameSize) + 30));
        House = Math.Ceiling(Math.Clamp(labels.Concat(facts.Select(width => width + (2 * Inset))).Max(), NarrowestHouse, WidestHouse));

        var gutter = topology.Floors.SelectMany(floor => new[]
        {
            TextFit.BoldWidth(floor.Service.Name, NameSize),
            TextFit.Width(GutterFacts(floor), SmallSize),
            floor.ExplainedFlows.Select(flow => TextFit.Width(flow.Text, SmallSize) + 26).DefaultIfEmpty().Max(),
            floor.PassageLines.Select(line => TextFit.Width(line.Text, SmallSize) + 26).DefaultIfEmpty().Max(),
        });
        Gutter = Math.Ceiling(Math.Clamp(gutter.Max() + 24, NarrowestGutter, WidestGutter));

        var label = topology.Floors.SelectMany(floor => floor.Flows)
            .SelectMany(flow => flow.Branches)
            .Select(branch => TextFit.BoldWidth(branch.Text, SmallSize)).Max();
        Tracks = topology.Floors.Max(floor => floor.Flows.Count) * TrackStep;
        Gap = Math.Ceiling(14 + Tracks + label + 10);
    }

    /// <summary>How many lines are written below a house's name.</summary>
    public int FactCount { get; }

    public double House { get; }

    public double Gap { get; }

    public double Gutter { get; }

    public double Tracks { get; }

    /// <summary>The width of all houses with the gaps before, between and behind them.</summary>
    public double Street => (_houses * (House + Gap)) + (Inset * 2);

    /// <summary>The left wall of a house, from the left end of the street.</summary>
    public double Left(int house) => Gap + (house * (House + Gap));

    public double Middle(int house) => Left(house) + (House / 2);

    public static string GutterFacts(Floor floor) => $"{floor.Service.Namespace} · {floor.Ports}";
}
