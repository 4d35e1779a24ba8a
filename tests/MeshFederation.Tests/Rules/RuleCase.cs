using MeshFederation.Analysis;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Rules;

/// <summary>
/// A few objects for which a rule must fire or must not. An object is written <c>Kind namespace/name @cluster: {its spec}</c>, with the
/// namespace default, the name a and the cluster c1 where they are left out; with <c>spec</c> or <c>metadata</c> inside it is the whole
/// object. <c>complete</c> names kinds of which all objects are there; <c>repeats</c> names keys that an object has twice, by their lines.
/// What a file says under <c>given</c> holds for all of its cases; an object of a case takes the place of a given one, and null takes it
/// away.
/// </summary>
internal sealed record RuleCase(string Rule, bool Fires, UnstructuredMap Content, UnstructuredMap Given)
{
    /// <summary>The version of a cluster of which nobody said it.</summary>
    private const string Unsaid = "unsaid";

    private static readonly Dictionary<string, string> Versions = new(StringComparer.Ordinal)
    {
        ["AuthorizationPolicy"] = "security.istio.io/v1",
        ["PeerAuthentication"] = "security.istio.io/v1",
        ["RequestAuthentication"] = "security.istio.io/v1",
        ["EnvoyFilter"] = "networking.istio.io/v1alpha3",
        ["Deployment"] = "apps/v1",
        ["Pod"] = "v1",
        ["Service"] = "v1",
        ["Namespace"] = "v1",
        ["ConfigMap"] = "v1",
        ["Secret"] = "v1",
    };

    public string Name => Content.Text("case") ?? "";

    /// <summary>A part of the message.</summary>
    public string? Says => Content.Text("says");

    /// <summary>The field of the first finding.</summary>
    public string? At => Content.Text("at");

    /// <summary>The object of the first finding.</summary>
    public string? Target => Content.Text("target");

    /// <summary>How often the first finding is so, and then it is the only one; null where it does not matter.</summary>
    public int? Count => (int?)Content.Number("count");

    public FederationView View()
    {
        var own = Content.Maps("objects").Select(entry => entry.EntryAt(0).Key).ToHashSet(StringComparer.Ordinal);
        var objects = Given.Maps("objects")
            .Where(entry => !own.Contains(entry.EntryAt(0).Key))
            .Concat(Content.Maps("objects"))
            .Where(entry => entry.EntryAt(0).Value is not null);
        var complete = Content.List("complete").OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new(objects.Select(Manifest), [], Clusters(), complete.Count == 0 ? null : _ => complete);
    }

    public override string ToString() => $"{Rule} {(Fires ? "fires" : "holds")}: {Name}";

    private static MeshManifest Manifest(UnstructuredMap entry)
    {
        var (key, value) = entry.EntryAt(0);
        var words = key.Split(' ');
        var place = Array.Find(words, word => word.Contains('/', StringComparison.Ordinal))?.Split('/') ?? ["default", "a"];
        var cluster = Array.Find(words, word => word.StartsWith('@'))?[1..] ?? "c1";
        var whole = value is UnstructuredMap body && (body.ContainsKey("spec") || body.ContainsKey("metadata"))
            ? body
            : UnstructuredMap.Read(["spec"], [value]);
        var metadata = whole.Map("metadata") ?? UnstructuredMap.Empty;
        var named = UnstructuredMap.Of(
            [
                ("name", metadata.Text("name") ?? place[1]),
                ("namespace", place[0].Length == 0 ? null : place[0]),
                .. metadata.Where(field => field.Key != "name").Select(field => (field.Key, field.Value))
            ]);
        var version = whole.Text("apiVersion") ?? Versions.GetValueOrDefault(words[0], "networking.istio.io/v1");
        return new(cluster, UnstructuredMap.Read(
            ["apiVersion", "kind", "metadata", .. whole.Keys.Where(IsRest)],
            [version, words[0], named, .. whole.Where(field => IsRest(field.Key)).Select(field => field.Value)]))
        {
            Source = whole.Map("repeats") is { } repeats
                ? new("a.yaml", 1) { RepeatedKey = repeats.Select(key => new RepeatedKey(key.Key, (int)(long)key.Value!)).ToValueList() }
                : null,
        };
    }

    private static bool IsRest(string key) => key is not ("apiVersion" or "kind" or "metadata" or "repeats");

    private IEnumerable<MeshCluster> Clusters() =>
        (Content.Map("clusters") ?? Given.Map("clusters") ?? UnstructuredMap.Empty)
            .Select(entry => Cluster(entry.Key, (UnstructuredMap)entry.Value!));

    private static MeshCluster Cluster(string name, UnstructuredMap facts)
    {
        var gateway = new MeshGateway
        {
            Address = facts.Text("gateway") is { } address ? [address] : [],
            Port = (int)(facts.Number("port") ?? 15443)
        };
        if (facts.Map("selector") is { } selector)
        {
            gateway = gateway with
            {
                Selector = LabelSet.Create(selector.Select(label => new KeyValuePair<string, string>(label.Key, (string)label.Value!)))
            };
        }
        return new(name, name)
        {
            IstioVersion = facts.Text("istio") is { } version and not Unsaid ? IstioVersion.Parse(version) : IstioVersion.Current,
            IsVersionAssumed = facts.Text("istio") is Unsaid,
            TrustDomain = facts.Text("trustDomain") ?? "cluster.local",
            ClusterDomain = facts.Text("domain") ?? "cluster.local",
            Network = facts.Text("network"),
            Region = facts.Text("region"),
            Gateway = gateway,
            MeshConfig = facts.Map("mesh") is { } mesh ? Settings(mesh) : MeshConfig.Default,
            Facts = facts.Map("facts") is { } told ? Facts(told) : null,
        };
    }

    private static MeshConfig Settings(UnstructuredMap mesh) => new()
    {
        DiscoverySelector = mesh.List("selectors").Cast<string>().Select(SelectorSyntax.Parse).ToValueList(),
        DefaultServiceExportTo = mesh.List("services").Cast<string>().ToValueList(),
        DefaultVirtualServiceExportTo = mesh.List("virtualServices").Cast<string>().ToValueList(),
        DefaultDestinationRuleExportTo = mesh.List("destinationRules").Cast<string>().ToValueList(),
        FailoverPriority = mesh.List("failoverPriority").Cast<string>().ToValueList(),
        GlobalService = mesh.List("global").Cast<string>().Select(text => new MeshServiceScope(SelectorSyntax.Parse(text), new([])))
            .ToValueList(),
        FailsOverByLocality = !(mesh.TryGetValue("localities", out var localities) && localities is false),
    };

    private static MeshClusterFacts Facts(UnstructuredMap told) => new()
    {
        Namespace = (told.Map("namespaces") ?? UnstructuredMap.Empty).Select(item => new MeshNamespace(
            item.Key, LabelSet.Create(((UnstructuredMap)item.Value!)
                .Select(label => new KeyValuePair<string, string>(label.Key, (string)label.Value!))))).ToValueList(),
        ControlPlane = (told.Map("revisions") ?? UnstructuredMap.Empty)
            .Select(item => new MeshControlPlane("istio-system", item.Key, IstioVersion.Parse((string)item.Value!), 1)).ToValueList(),
        Ztunnel = (told.Map("ztunnels") ?? UnstructuredMap.Empty)
            .Select(item => new MeshZtunnel { Name = item.Key, Network = (string)item.Value! }).ToValueList(),
        Revision = told.Text("revision") ?? "",
        NodeRegion = told.ContainsKey("nodeRegions") ? told.List("nodeRegions").Cast<string>().ToValueList() : null,
        IstiodSetting = told.List("istiod").Cast<string>().ToValueList(),
        TrustDomainAlias = told.List("aliases").Cast<string>().ToValueList(),
        TrustedDomain = told.List("trusted").Cast<string>().ToValueList(),
        AmbientNamespace = told.List("ambient").Cast<string>().ToValueList(),
        DnsCapture = told.TryGetValue("dnsCapture", out var capture) && capture is true,
        GatewayVersion = told.Text("gateway") is { } version ? IstioVersion.Parse(version) : null,
        TunnelGatewayVersion = told.Text("tunnelGateway") is { } tunnels ? IstioVersion.Parse(tunnels) : null,
        RootCertificate = (told.Map("roots") ?? UnstructuredMap.Empty)
            .Select(root => new MeshRootCertificate("CN=" + root.Key, root.Key, DateTimeOffset.UtcNow.AddDays((long)root.Value!)))
            .ToValueList(),
        Authority = (told.Map("authority") ?? UnstructuredMap.Empty)
            .Select(one => new MeshCertificate("", "CN=" + one.Key, "CN=root", one.Key)
            {
                Expires = DateTimeOffset.UtcNow.AddHours((long)one.Value!),
            }).ToValueList(),
    };
}
