using System.Text.RegularExpressions;

namespace MeshFederation.Tests.Istio;

/// <summary>
/// Names that Istio gives labels, annotations and defaults are written once; whoever needs one asks its home. Prose names them as it likes.
/// </summary>
public sealed partial class FactHomeTests
{
    public static TheoryData<string> Names => [.. Facts];

    [Theory, MemberData(nameof(Names))]
    public void A_name_of_Istios_is_written_once(string name)
    {
        var homes = Sources().Where(file => File.ReadLines(file).Any(line => Writes(line, name)))
            .Select(file => Path.GetRelativePath(RepositoryPaths.Root, file)).ToList();
        Assert.True(homes.Count == 1, $"{name} stands in {string.Join(", ", homes)}");
    }

    [Fact]
    public void A_host_of_a_Service_is_put_together_by_its_parts_alone()
    {
        var found = Sources().SelectMany(File.ReadLines).Where(line => !IsComment(line) && JoinedHost().IsMatch(line)).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void Beside_its_home_only_what_judges_and_what_widens_it_reads_who_sees_an_object() => Assert.Equal(
        ["ExportToWrong.cs", "ExportTransition.cs"],
        Sources().Where(file => File.ReadLines(file).Any(line => !IsComment(line) && ReadScope().IsMatch(line))).Select(Path.GetFileName)
            .Order(StringComparer.Ordinal));

    /// <summary>The label may be a tag, and the injector notes the revision itself.</summary>
    [Fact]
    public void Beside_its_home_only_what_injects_reads_the_label_of_revisions() => Assert.Equal(
        ["InjectionLabels.cs"],
        Sources().Where(file => File.ReadLines(file).Any(line => !IsComment(line) && ReadRevision().IsMatch(line)))
            .Select(Path.GetFileName));

    [Fact]
    public void Which_waypoint_labels_name_is_read_once() => Assert.Equal(
        ["Waypoints.cs"],
        Sources().Where(file => File.ReadLines(file).Any(line => !IsComment(line) && ReadWaypoint().IsMatch(line)))
            .Select(Path.GetFileName));

    /// <summary>Of a ServiceEntry only what it says itself counts.</summary>
    [Fact]
    public void Which_waypoint_a_Service_has_is_decided_once() => Assert.Equal(
        ["DynamicDnsWrong.cs", "ServiceWaypoints.cs"],
        Sources().Where(file => File.ReadLines(file).Any(line => !IsComment(line) && NamesWaypoint().IsMatch(line)))
            .Select(Path.GetFileName).Order(StringComparer.Ordinal));

    /// <summary>A kind alone tells no object: Knative has a Service, and the Gateway API a Gateway.</summary>
    [Fact]
    public void Objects_are_told_by_group_and_kind()
    {
        var found = Sources().SelectMany(File.ReadLines).Where(line => !IsComment(line) && BareKind().IsMatch(line)).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void The_group_is_cut_off_an_API_version_in_one_place() => Assert.Equal(
        ["ObjectType.cs"],
        Sources().Where(file => File.ReadLines(file).Any(line => !IsComment(line) && CutVersion().IsMatch(line)))
            .Select(Path.GetFileName));

    /// <summary>The word has other homes where it is a key of files.</summary>
    [Fact]
    public void The_label_that_a_value_alone_is_meant_for_is_written_once() => Assert.Equal(
        ["MeshVersion.cs"],
        Sources().Where(file => File.ReadLines(file).Any(line => !IsComment(line) && LabelOfVersions().IsMatch(line)))
            .Select(Path.GetFileName));

    [Fact]
    public void The_namespace_before_a_host_is_read_in_one_place() => Assert.Equal(
        ["ScopedHost.cs"],
        Sources().Where(file => File.ReadLines(file).Any(line => !IsComment(line) && CutHost().IsMatch(line))).Select(Path.GetFileName));

    /// <summary>The list of what lies in no namespace has kinds that nothing reads, and policies may name a GatewayClass.</summary>
    [Fact]
    public void Group_and_kind_are_put_together_by_the_types_that_are_read() => Assert.Equal(
        ["ClusterScope.cs", "IstioKind.cs"],
        Sources().Where(file => File.ReadLines(file).Any(line => !IsComment(line) && KeyOfKind().IsMatch(line)))
            .Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void The_keys_of_a_control_planes_ConfigMaps_are_written_once() => Assert.DoesNotContain(
        Sources().SelectMany(File.ReadLines),
        line => line.Contains("Text(\"mesh\")", StringComparison.Ordinal) || line.Contains("(\"mesh\", ", StringComparison.Ordinal)
            || line.Contains("\"data\")?.Text(\"values\")", StringComparison.Ordinal));

    [Theory]
    [InlineData("\"status\") == \"True\"")]
    [InlineData("\"status\") == \"False\"")]
    [InlineData("\"1\" or \"t\"")]
    [InlineData("\"/ns/\"")]
    [InlineData("15014")]
    [InlineData("15008;")]
    [InlineData("65535;")]
    [InlineData("= \"NETWORK\"")]
    [InlineData("= \"ztunnel\"")]
    [InlineData("\"uri\", \"scheme\", \"method\", \"authority\"")]
    [InlineData("\"headers\", \"withoutHeaders\"")]
    [InlineData("\"serverCertificate\", \"privateKey\"")]
    [InlineData("\"outlierDetection\", \"tls\"")]
    public void What_is_part_of_a_text_or_a_number_is_written_once(string part) => Assert.Single(
        Sources(), file => File.ReadLines(file).Any(line => !IsComment(line) && line.Contains(part, StringComparison.Ordinal)));

    /// <summary>What has the words in its own text would be a second home.</summary>
    [Fact]
    public void Identities_are_put_together_where_their_parts_are_written() => Assert.DoesNotContain(
        Sources(), file => File.ReadLines(file).Any(line => !IsComment(line) && line.Contains("}/ns/{", StringComparison.Ordinal)));

    /// <summary>istiod's and gateways' variables are looked through as a whole elsewhere.</summary>
    [Fact]
    public void What_a_variable_of_a_container_says_is_read_once() => Assert.Equal(
        ["FilterInert.cs", "GatewayWorkloads.cs", "PodObjects.cs"],
        Sources().Where(file => File.ReadLines(file).Any(line => line.Contains("Maps(\"env\")", StringComparison.Ordinal)))
            .Select(Path.GetFileName).Order(StringComparer.Ordinal));

    /// <summary>That load balancers have a mode of the same name is another fact.</summary>
    [Fact]
    public void That_servers_pass_TLS_on_is_written_once() => Assert.Equal(
        ["CalledAddresses.cs", "ServerTls.cs"],
        Sources().Where(file => File.ReadLines(file).Any(line => Writes(line, "PASSTHROUGH"))).Select(Path.GetFileName)
            .Order(StringComparer.Ordinal));

    /// <summary>Checks have a category of that name.</summary>
    [Fact]
    public void What_istiod_is_called_is_written_once() => Assert.Equal(
        ["ControlPlaneNames.cs", "IstiodCheck.cs"],
        Sources().Where(file => File.ReadLines(file).Any(line => Writes(line, "istiod"))).Select(Path.GetFileName)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void The_ConfigMap_of_the_mesh_is_named_once() => Assert.DoesNotContain(
        Sources().SelectMany(File.ReadLines),
        line => !IsComment(line) && (line.Contains("NameOf(\"istio\")", StringComparison.Ordinal)
            || line.Contains("}/istio\"", StringComparison.Ordinal)));

    /// <summary>Federations, revisions and contexts have a usual one of the same name.</summary>
    [Fact]
    public void As_which_account_pods_run_that_name_none_is_written_once() => Assert.Equal(
        ["ContextNamespace.cs", "Federation.cs", "Revisions.cs", "ServiceAccounts.cs"],
        Sources().Where(file => File.ReadLines(file).Any(line => Writes(line, "default"))).Select(Path.GetFileName)
            .Order(StringComparer.Ordinal));

    /// <summary>Keys of declarations and fields of policies have the same names.</summary>
    [Fact]
    public void Which_trust_domains_a_mesh_has_is_asked_by_words_that_are_written_once() => Assert.DoesNotContain(
        Sources().SelectMany(File.ReadLines),
        line => line.Contains(".Text(\"trustDomain\")", StringComparison.Ordinal)
            || line.Contains("Maps(\"caCertificates\")", StringComparison.Ordinal)
            || line.Contains("ContainsKey(\"caCertificates\")", StringComparison.Ordinal)
            || line.Contains("\"meshConfig\"]", StringComparison.Ordinal));

    /// <summary>A mesh's own settings may say it as a text.</summary>
    [Fact]
    public void That_localities_are_turned_off_is_read_once() => Assert.Equal(
        ["LocalitySettings.cs", "MeshSettings.cs"],
        Sources().Where(file => File.ReadLines(file).Any(line => !IsComment(line) && TurnedOff().IsMatch(line)))
            .Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void Which_kinds_are_whole_is_asked_of_one_home() => Assert.Equal(
        ["Completeness.cs", "IstioCluster.cs"],
        Sources().Where(file => File.ReadLines(file).Any(line => !IsComment(line) && AsksWhole().IsMatch(line))).Select(Path.GetFileName)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void The_port_for_calls_from_other_clusters_is_written_once() => Assert.Single(
        Sources(), file => File.ReadLines(file).Any(line => !IsComment(line) && Number().IsMatch(line)));

    [Fact]
    public void The_lists_of_routes_are_written_once() => Assert.Single(
        Sources(), file => File.ReadLines(file).Any(line => line.Contains("\"http\", \"tls\", \"tcp\"", StringComparison.Ordinal)));

    /// <summary>The word has other homes where it is a key of a ConfigMap or the name of a listener.</summary>
    [Fact]
    public void The_gateway_that_sidecars_go_by_is_written_once() => Assert.DoesNotContain(
        Sources().SelectMany(File.ReadLines),
        line => line.Contains("\"mesh\"", StringComparison.Ordinal)
            && (line.Contains("\"gateways\"", StringComparison.Ordinal) || GatewayIsMesh().IsMatch(line)));

    [Fact]
    public void That_a_pod_is_over_is_written_once() => Assert.Single(
        Sources(), file => File.ReadLines(file).Any(line => line.Contains("\"Succeeded\" or \"Failed\"", StringComparison.Ordinal)));

    private static bool Writes(string line, string name) => !IsComment(line) && line.Contains($"\"{name}\"", StringComparison.Ordinal);

    private static bool IsComment(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal);

    private static IEnumerable<string> Sources() => Directory
        .EnumerateFiles(Path.Combine(RepositoryPaths.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"\}\.svc[.""{]", RegexOptions.NonBacktracking)]
    private static partial Regex JoinedHost();

    [GeneratedRegex(@"(List|Texts)\(ExportScope\.Field\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ReadScope();

    [GeneratedRegex(@"\bIsComplete\(", RegexOptions.NonBacktracking)]
    private static partial Regex AsksWhole();

    [GeneratedRegex(@"Revisions\.Label\b", RegexOptions.NonBacktracking)]
    private static partial Regex ReadRevision();

    [GeneratedRegex(@"AmbientNames\.(?:UseWaypointNamespace|NoWaypoint|WaypointFor)\b", RegexOptions.NonBacktracking)]
    private static partial Regex ReadWaypoint();

    [GeneratedRegex(
        @"\bKind (==|!=|is|is not) (\(?""[A-Z]|[A-Za-z.]+\.(Instance\.Name|Type\.Kind)\b)",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex BareKind();

    [GeneratedRegex(
        @"[aA]piVersion(\.(AsSpan|IndexOf|LastIndexOf|Split|StartsWith)\(|\[)",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex CutVersion();

    [GeneratedRegex(
        @"(abel|ubset)[A-Za-z.]*(\.ContainsKey\(|\[|\.Create\()""version""|Label(Set\.Create\(| = )""version""",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex LabelOfVersions();

    [GeneratedRegex(@"(host|entry|Text)\.IndexOf\('/'", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex CutHost();

    [GeneratedRegex(
        @"""(apps|networking\.istio\.io|security\.istio\.io|gateway\.networking\.k8s\.io)?/[A-Z][A-Za-z]+""",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex KeyOfKind();

    [GeneratedRegex(@"\bWaypoints\.Named\(", RegexOptions.NonBacktracking)]
    private static partial Regex NamesWaypoint();

    [GeneratedRegex(@"(is|is not|==|!=) ""mesh""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex GatewayIsMesh();

    [GeneratedRegex(@"[eE]nabled""?\)? .*is (not )?false", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TurnedOff();

    [GeneratedRegex(@"=\s*15443\b", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
