using System.Globalization;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Clusters.Plans;

/// <summary>
/// Turns maps and lists into a plan, and takes nothing that is not one: every object must be of the federation and of a kind that
/// federations are made of.
/// </summary>
internal sealed class PlanReader
{
    private readonly string _path;
    private readonly IReadOnlyList<string> _kubeconfigs;
    private readonly List<string> _unnamed = [];

    private PlanReader(string path, IReadOnlyList<string> kubeconfigs) => (_path, _kubeconfigs) = (path, kubeconfigs);

    /// <summary>Reads a plan.</summary>
    /// <param name="path">Its file, for messages.</param>
    /// <param name="plan">What the file holds.</param>
    /// <param name="kubeconfigs">The whole paths of the kubeconfigs that the plan may mean.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="Model.Errors.MeshException">A part of it is missing, or cannot be.</exception>
    public static MeshPlan Read(string path, UnstructuredMap plan, params IReadOnlyList<string> kubeconfigs) =>
        new PlanReader(path, kubeconfigs).Plan(plan);

    /// <summary>A cluster that <see cref="PlanWriter.Cluster"/> wrote.</summary>
    /// <exception cref="Model.Errors.MeshException">A part of it is missing, or cannot be.</exception>
    public static MeshCluster ReadCluster(string path, UnstructuredMap cluster) => new PlanReader(path, []).Cluster(cluster);

    private MeshPlan Plan(UnstructuredMap map)
    {
        var name = Text(map, "name");
        var clusters = map.Maps("clusters").Select(Reached).ToValueList();
        var plan = new MeshPlan(name, clusters, map.Maps("changes").Select(change => Change(change, clusters)).ToValueList())
        {
            Unread = map.Maps("unread")
                .Select(unread => new UnreadCluster(Text(unread, "cluster"), Text(unread, "errorId"), Text(unread, "message")))
                .ToValueList(),
            Stage = map.Maps("stages")
                .Select(stage => new PlannedStage(Stage(stage.Text("stage")), (int)Number(stage, "writes"), (int)Number(stage, "waits")))
                .ToValueList(),
            Created = DateTimeOffset.TryParse(
                Text(map, "created"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var created)
                ? created
                : throw Lacks("a time in 'created'"),
            Prune = Flag(map, "prune"),
            Force = Flag(map, "force"),
            Unwanted = (int)Number(map, "unwanted"),
            Declaration = map.Map("declaration"),
            DeclarationIsPart = map.ContainsKey("declarationIsPart") && Flag(map, "declarationIsPart"),
            UnnamedKubeconfig = _unnamed.Distinct(StringComparer.Ordinal).ToValueList(),
        };
        plan = PlanJudgement.Read(map, plan, Lacks);
        var foreign = PlanContent.Foreign(plan);
        return foreign.Count == 0 ? plan : throw PlanFileErrors.Invalid(_path, foreign[0]);
    }

    /// <summary>A cluster by the kubeconfig that it names, which is noted when nobody else named it.</summary>
    private MeshCluster Reached(UnstructuredMap map)
    {
        var kubeconfig = PlannedKubeconfig.Read(map, _kubeconfigs, out var isKnown);
        if (!isKnown) _unnamed.Add(kubeconfig!);
        return Cluster(map) with { Kubeconfig = kubeconfig };
    }

    private MeshCluster Cluster(UnstructuredMap map)
    {
        var gateway = map.Map("gateway") ?? throw Lacks("'gateway' of a cluster");
        return ClusterDeclaration.Check(new(Text(map, "name"), Text(map, "context"))
        {
            Kubeconfig = map.Text("kubeconfig"),
            IstioVersion = IstioVersion.Parse(Text(map, "istioVersion")),
            TrustDomain = Text(map, "trustDomain"),
            ClusterDomain = Text(map, "clusterDomain"),
            Network = map.Text("network"),
            IstioNamespace = Text(map, "istioNamespace"),
            RoutingMode = Value<MeshRoutingMode>(map, "routingMode"),
            MeshConfig = map.Map("meshConfig") is { } settings ? MeshSettings.Read(settings, MeshConfig.Default) : MeshConfig.Default,
            Gateway = Gateway(gateway),
            TunnelGateway = map.Map("tunnelGateway") is { } tunnels ? Gateway(tunnels) : null,
        });
    }

    private MeshGateway Gateway(UnstructuredMap gateway) => new()
    {
        Address = gateway.List("address").OfType<string>().ToValueList(),
        Port = (int)Number(gateway, "port"),
        TargetPort = gateway.ContainsKey("targetPort") ? (int)Number(gateway, "targetPort") : MeshGateway.UsualPort,
        Namespace = Text(gateway, "namespace"),
        Selector = LabelSet.Create((gateway.Map("selector") ?? UnstructuredMap.Empty)
            .Select(label => new KeyValuePair<string, string>(label.Key, label.Value as string ?? ""))),
    };

    private MeshChange Change(UnstructuredMap map, IReadOnlyList<MeshCluster> clusters)
    {
        var change = new MeshChange(
            cluster: Text(map, "cluster"),
            apiVersion: Text(map, "apiVersion"),
            kind: Text(map, "kind"),
            ns: Text(map, "namespace"),
            name: Text(map, "name"),
            action: Value<ChangeAction>(map, "action"))
        {
            Step = Step(Text(map, "apiVersion"), Text(map, "kind"), Text(map, "step")),
            Stage = map.List("stages").Select(stage => Stage(stage as string)).ToValueList(),
            Message = map.Text("message") ?? "",
            Difference = map.Maps("difference")
                .Select(item => new FieldDifference(Text(item, "path"), item.GetValueOrDefault("before"), item.GetValueOrDefault("after")))
                .ToValueList(),
            OtherOwners = map.Maps("otherOwners").Select(item => new FieldOwner(Text(item, "path"), Text(item, "manager"))).ToValueList(),
            Adopts = map.ContainsKey("adopts") && Flag(map, "adopts"),
            OnlyFields = map.ContainsKey("onlyFields") && Flag(map, "onlyFields"),
            Fingerprint = map.Text("fingerprint"),
            Wanted = map.Map("wanted"),
        };
        Require(change, clusters);
        return change;
    }

    private void Require(MeshChange change, IReadOnlyList<MeshCluster> clusters)
    {
        var cluster = clusters.FirstOrDefault(cluster => cluster.Name == change.Cluster)
            ?? throw Lacks($"the cluster '{change.Cluster}' of {change}");
        if (!FederatedKinds.Of(cluster).Any(kind => kind.Kind == change.Kind && kind.ApiVersion == change.ApiVersion))
            throw PlanFileErrors.Invalid(_path, $"{change.ApiVersion} {change.Kind} is no kind of a federation in {change.Cluster}");
    }

    private string Text(UnstructuredMap map, string key) => map.Text(key) ?? throw Lacks($"a text in '{key}'");

    private bool Flag(UnstructuredMap map, string key) =>
        map.TryGetValue(key, out var value) && value is bool flag ? flag : throw Lacks($"true or false in '{key}'");

    private long Number(UnstructuredMap map, string key) =>
        map.TryGetValue(key, out var value) && value is long number and >= 0 and <= int.MaxValue
            ? number
            : throw Lacks($"a number in '{key}'");

    private T Value<T>(UnstructuredMap map, string key)
        where T : struct, Enum => Defined<T>(Text(map, key)) ?? throw Lacks($"one of {string.Join(", ", Enum.GetNames<T>())} in '{key}'");

    private PublishingStep Step(string apiVersion, string kind, string name)
    {
        var known = ObjectKinds.Find(apiVersion, kind)
            ?? throw Lacks($"a kind of a federation in 'kind', which is '{kind}'");
        return known.StepNamed(name) ?? throw Lacks($"one of {string.Join(", ", known.Steps.Select(waves => waves.Step))} in 'step'");
    }

    private PublishingStage Stage(string? text) =>
        Defined<PublishingStage>(text) ?? throw Lacks($"one of {string.Join(", ", Enum.GetNames<PublishingStage>())} in 'stages'");

    private static T? Defined<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : null;

    private Model.Errors.MeshException Lacks(string what) => PlanFileErrors.Invalid(_path, $"it lacks {what}");
}
