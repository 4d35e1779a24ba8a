using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Reporting.Topology;
using MeshFederation.Tests.Federations;
using MeshFederation.Tests.Planning;

namespace MeshFederation.Tests.Topology;

/// <summary>
/// Pictures of federations. Graphs are held as files in cases, which MESHFEDERATION_UPDATE_CASES=1 writes anew, to be reviewed like code.
/// </summary>
public sealed partial class TopologyTests
{
    private const string Hostile = "</title></svg><script>alert(1)</script> \"' & ]]> --> `x` #quot;\0";

    private static readonly string Cases = Path.Combine(RepositoryPaths.Root, "tests", "MeshFederation.Tests", "Topology", "cases");

    public static TheoryData<TopologyFormat> Formats => [.. Enum.GetValues<TopologyFormat>()];

    [Theory]
    [InlineData(TopologyFormat.Mermaid, "bookinfo.mmd")]
    [InlineData(TopologyFormat.Dot, "bookinfo.dot")]
    public void A_graph_has_a_box_for_each_cluster_and_service_and_an_arrow_for_each_share(TopologyFormat format, string file)
    {
        var path = Path.Combine(Cases, file);
        var actual = Draw(format, Bookinfo.Finding("cluster2", "DestinationRule/default/reviews"));
        if (Environment.GetEnvironmentVariable("MESHFEDERATION_UPDATE_CASES") == "1") File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path), actual);
    }

    [Fact]
    public void A_picture_shows_clusters_services_versions_and_shares()
    {
        var texts = Texts(Draw(TopologyFormat.Svg));
        Assert.Superset(
            new HashSet<string>
            {
                "cluster1", "cluster2", "reviews", "details", "v1", "v2", "v3", "all pods", "75 %", "25 %", "100 % :9080", "Method=POST",
                "calls only", "gateway 192.0.2.2:15443"
            },
            texts.ToHashSet());
    }

    [Fact]
    public void A_split_at_a_gateway_is_a_flow_of_its_own_from_the_clusters_that_have_it()
    {
        var reviews = Bookinfo.Service(
            "reviews", [Bookinfo.Instance(Bookinfo.One, "v1"), Bookinfo.Instance(Bookinfo.Two, "v3")], [Bookinfo.One, Bookinfo.Two]);
        MeshDestination[] all = [new("cluster2", LabelSet.Create("version", "v9"), 100)];
        var atBoth = MeshTopology.Create("t", [reviews.WithGatewaySplit("istio-system/web", "shop.example.com", all, [])], []);
        var atOne = MeshTopology.Create("t", [reviews.WithGatewaySplit("cluster1/istio-system/web", "shop.example.com", all, [])], []);
        var flow = "|\"istio-system/web shop.example.com: all requests: 100 %\"| c1s0v2";
        Assert.Contains($"  c0s0calls -->{flow}\n  c1s0calls -.->", atBoth.Write(TopologyFormat.Mermaid), StringComparison.Ordinal);
        Assert.Contains($"  c1s0calls -->{flow}\n", atBoth.Write(TopologyFormat.Mermaid), StringComparison.Ordinal);
        var one = atOne.Write(TopologyFormat.Mermaid);
        Assert.Contains(
            "  c0s0calls -->|\"cluster1/istio-system/web shop.example.com: all requests: 100 %\"| c1s0v2\n", one, StringComparison.Ordinal);
        Assert.DoesNotContain("c1s0calls -->", one, StringComparison.Ordinal);
        Assert.Contains(
            "<title>cluster1/istio-system/web shop.example.com: all requests</title>",
            atOne.Write(TopologyFormat.Svg),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_of_requests_are_a_flow_of_their_own_and_none_go_to_a_cluster_that_is_suspended()
    {
        var reviews = Bookinfo.Service(
            "reviews", [Bookinfo.Instance(Bookinfo.One, "v1"), Bookinfo.Instance(Bookinfo.Two, "v3")], [Bookinfo.One]);
        var copied = reviews.WithTrafficSplit([new("cluster1", LabelSet.Create("version", "v1"), 100)], [])
            .WithPolicy(PolicyTests.Policy("mirror", PolicyTests.Prefix("/api"), ("To", "cluster2/v4"), ("Percent", "12.5%")));
        var graph = MeshTopology.Create("t", [copied], []).Write(TopologyFormat.Mermaid);
        Assert.Contains("|\"copies of PathPrefix=/api: copy 12.5 %\"| c1s0v1", graph, StringComparison.Ordinal);
        Assert.Contains("-.->|\"copies of", graph, StringComparison.Ordinal);
        var picture = Texts(MeshTopology.Create("t", [copied], []).Write(TopologyFormat.Svg)).ToHashSet();
        Assert.Superset(new HashSet<string> { "copy 12.5 %", "v4", "copies of the requests" }, picture);
        var drained = MeshTopology.Create("t", [copied.WithSuspended(["cluster2"])], []).Write(TopologyFormat.Mermaid);
        Assert.DoesNotContain("copies of", drained, StringComparison.Ordinal);
    }

    [Fact]
    public void What_takes_over_is_an_arrow_of_its_own_and_each_house_has_its_own_order()
    {
        var reviews = Bookinfo.Service(
            "reviews", [Bookinfo.Instance(Bookinfo.One, "v1"), Bookinfo.Instance(Bookinfo.Two, "v3")], [Bookinfo.One, Bookinfo.Two]);
        var order = Failovers.Destination(reviews, [new("cluster1", LabelSet.Empty), new("cluster2", LabelSet.Empty)]);
        var failover = MeshTopology.Create("t", [reviews.WithTrafficSplit(order, [], isLocalFirst: true)], []);
        var graph = failover.Write(TopologyFormat.Mermaid);
        Assert.Contains("  c0s0calls -->|\"100 %\"| c0s0v0\n  c0s0calls -.->|\"else 100 %\"| c1s0v0\n", graph, StringComparison.Ordinal);
        Assert.Contains("  c1s0calls -.->|\"else 100 %\"| c0s0v0\n  c1s0calls -->|\"100 %\"| c1s0v0\n", graph, StringComparison.Ordinal);
        Assert.Superset(
            new HashSet<string> { "1.", "2.", "takes over when others fail" }, Texts(failover.Write(TopologyFormat.Svg)).ToHashSet());
        MeshDestination[] split =
        [
            new("cluster1", LabelSet.Empty, 75) { Fallback = [new("cluster2", LabelSet.Empty)] },
            new("cluster2", LabelSet.Empty, 25),
        ];
        var shares = MeshTopology.Create("t", [reviews.WithTrafficSplit(split, [])], []).Write(TopologyFormat.Dot);
        Assert.Contains("c0s0calls -> c1s0v0 [label=\"else 75 %\", style=dotted];", shares, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void No_order_of_the_input_changes_a_byte(TopologyFormat format)
    {
        MeshFinding[] findings = [
            Bookinfo.Finding("cluster1", "Gateway/a/b"),
            Bookinfo.Finding("cluster2", "DestinationRule/default/reviews", FindingSeverity.Warning)
        ];
        var one = MeshTopology.Create("t", Bookinfo.Services, findings).Write(format);
        var other = MeshTopology.Create("t", [.. Bookinfo.Services.Reverse(), .. Bookinfo.Services], [.. findings.Reverse()]).Write(format);
        Assert.Equal(one, other);
        Assert.Contains(TopologyFormats.Mark, one[..200]);
        Assert.DoesNotContain('\r', one);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_title_stands_in_every_format(TopologyFormat format) =>
        Assert.Contains("Shop", MeshTopology.Create("Shop", Bookinfo.Services, []).Write(format), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Nothing_that_a_user_names_becomes_markup(TopologyFormat format)
    {
        var finding = Bookinfo.Finding(Hostile, Hostile) with { Message = Hostile, Recommendation = Hostile, Field = Hostile };
        var text = MeshTopology.Create(Hostile, Bookinfo.Services, [finding]).Write(format);
        if (format is TopologyFormat.Svg or TopologyFormat.Html) Assert.DoesNotContain("<script>alert", text);
        if (format == TopologyFormat.Svg)
        {
            Assert.Contains(
                "<script>alert(1)</script>", string.Concat(XDocument.Parse(text).Descendants().Select(element => element.Value)));
        }
        if (format == TopologyFormat.Html) Assert.Equal(1, text.Split("<script").Length - 1);
    }

    [Theory]
    [InlineData(TopologyFormat.Svg)]
    [InlineData(TopologyFormat.Html)]
    public void A_picture_asks_for_nothing_from_elsewhere_and_knows_dark_and_light(TopologyFormat format)
    {
        var text =
            Draw(format, Bookinfo.Finding("cluster1", "Gateway/a/b")).Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
        Assert.DoesNotMatch(@"https?://|url\(|@import|src=|<link|<iframe|<image|<use|<foreignObject", text);
        Assert.Contains("prefers-color-scheme:dark", text);
    }

    [Fact]
    public void A_page_lets_only_its_own_script_run()
    {
        var page = Draw(TopologyFormat.Html);
        var script = Script().Match(page).Groups["script"].Value;
        Assert.Contains("default-src 'none'; style-src 'unsafe-inline'; script-src "
            + $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'", page);
    }

    [Fact]
    public void A_page_finds_a_floor_by_service_version_cluster_and_match()
    {
        var page = Draw(TopologyFormat.Html);
        Assert.Matches("id=\"s1\" data-text=\"default/reviews http:9080 cluster1 cluster2 v1 v2 all pods v3 method=post all requests\" "
            + "data-clusters=\"0 1\" data-calls=\"0-1 0-0\"", page);
    }

    [Theory]
    [InlineData("cluster1", "VirtualService/default/reviews", "default/reviews in cluster1")]
    [InlineData(
        "cluster1", "ServiceEntry/istio-system/details.default.svc.cluster2.global",
        "default/details is called from cluster1 and does not run there")]
    [InlineData("cluster2", "DestinationRule/default/details", "default/details in cluster2")]
    public void A_finding_reddens_the_room_that_it_is_about(string cluster, string target, string room)
    {
        var picture = XDocument.Parse(Draw(TopologyFormat.Svg, Bookinfo.Finding(cluster, target)));
        var red = Assert.Single(
            picture.Descendants(),
            element => ((string?)element.Attribute("class"))?.StartsWith("room", StringComparison.Ordinal) == true
                && ((string)element.Attribute("class")!).EndsWith("error", StringComparison.Ordinal));
        Assert.Equal(room, red.ElementsBeforeSelf().Single().Value);
        Assert.Contains(picture.Descendants(), element => (string?)element.Attribute("class") == "broken");
    }

    [Fact]
    public void A_finding_about_something_else_stands_at_the_house()
    {
        var picture = Draw(TopologyFormat.Svg, Bookinfo.Finding("cluster2", "Gateway/istio-system/shared"));
        Assert.DoesNotContain("room error", picture);
        Assert.Contains("MF2101 cluster2 Gateway/istio-system/shared", Texts(picture));
    }

    [Fact]
    public void Clusters_stand_in_the_order_that_people_count_in()
    {
        var clusters = "10 9 1 2".Split(' ').Select(number => Bookinfo.Cluster($"c{number}", "192.0.2.1")).ToList();
        var picture =
            MeshTopology.Create("t", [Bookinfo.Service("a", clusters.Select(cluster => Bookinfo.Instance(cluster)), clusters)], [])
                .Write(TopologyFormat.Mermaid);
        Assert.Equal(["c1", "c2", "c9", "c10"], House().Matches(picture).Select(match => match.Groups["name"].Value));
    }

    [Fact]
    public void In_no_federation_does_a_text_overlap_another_or_leave_the_picture() =>
        FederationGen.Services(20, 30)
            .Sample(
                services => DrawnTexts.AssertApart(MeshTopology.Create("random", services, Findings(services)).Write(TopologyFormat.Svg)),
                iter: 30);

    [Fact]
    public void No_order_of_a_federation_changes_its_picture() =>
        FederationGen.Services(6, 12).Sample(
            services => Assert.Equal(
                MeshTopology.Create("r", services, []).Write(TopologyFormat.Html),
                MeshTopology.Create("r", [.. services.Reverse()], []).Write(TopologyFormat.Html)), iter: 30);

    private static string Draw(TopologyFormat format, params MeshFinding[] findings) =>
        MeshTopology.Create("bookinfo", Bookinfo.Services, findings).Write(format);

    private static List<string> Texts(string svg) =>
        [.. XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];

    private static IReadOnlyList<MeshFinding> Findings(IReadOnlyList<MeshService> services) =>
        [.. services.Take(9)
            .Select(service => Bookinfo.Finding(service.Instance[0].Cluster.Name, $"DestinationRule/{service.Namespace}/{service.Name}"))];

    [GeneratedRegex(
        "<script>(?<script>.*)</script>", RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Script();

    [GeneratedRegex(
        "^  subgraph c[0-9]+\\[\"(?<name>[^\"]+)\"\\]$",
        RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex House();
}
