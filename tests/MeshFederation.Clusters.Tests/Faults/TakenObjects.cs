using System.Text.Json.Nodes;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>
/// Objects of two other owners with the names of some of ours: routes and rules that are in use, and fields beyond ours in each.
/// </summary>
internal static class TakenObjects
{
    /// <summary>Makes them beside what others have; ours must not be there.</summary>
    public static async Task MakeAsync(FaultScene scene, IReadOnlyList<MeshService> services)
    {
        foreach (var change in (await scene.PlanAsync(services)).Changes.Where(IsTaken))
        {
            await ApplyAsync(scene, change.Cluster, "helm", Object(change, Theirs(change)));
            await ApplyAsync(scene, change.Cluster, "argocd", Object(change, UnstructuredMap.Of(("exportTo", UnstructuredList.Of("*")))));
        }
    }

    /// <summary>Applies an object as another owner.</summary>
    public static Task ApplyAsync(FaultScene scene, string cluster, string manager, UnstructuredMap content) =>
        scene.Api(scene.Clusters.Single(one => one.Name == cluster), FaultScene.Patience).ApplyAsync(
            ResourceKinds.Of(content.Text("apiVersion")!, content.Text("kind")!), content, new(FieldManager: manager), FaultScene.Ct);

    /// <summary>The rule that helm has, with another limit of connections.</summary>
    public static UnstructuredMap Rule(MeshChange change, int connections) => Object(change, Map(
        FormattableString.Invariant($"{{trafficPolicy: {{connectionPool: {{tcp: {{maxConnections: {connections}}}}}}},")
        // Ours must keep their subset until the routes have moved, and give it back before they move back.
        + " subsets: [{name: stable, labels: {version: v1}}]}").With("host", change.Wanted!.Map("spec")!["host"]));

    /// <summary>What does not hold of what was taken over.</summary>
    public static IEnumerable<string> Problems(
        IReadOnlyList<string> adopted, MeshState begun, MeshState now, PublishedRun run, bool isWhole)
    {
        var reports = run.Reports.ToDictionary(report => MeshState.Key(report.Change), report => report.Change);
        foreach (var key in adopted)
        {
            var (has, said) = (begun.Objects.ContainsKey(key), reports.GetValueOrDefault(key));
            if (now.Uids.GetValueOrDefault(key) != begun.Uids.GetValueOrDefault(key)) yield return $"{key} was made anew";
            if (!has || !now.Objects.ContainsKey(key)) continue;
            if (Beyond(now[key]) != Beyond(begun[key])) yield return $"{key} has lost what others say beyond ours: {now[key]}";
            var isOurs = now[key].Contains(ManifestLabels.Federation, StringComparison.Ordinal);
            if (key.Contains(" VirtualService ", StringComparison.Ordinal)
                && isOurs == now[key].Contains("\"theirs\"", StringComparison.Ordinal))
            {
                yield return $"{key} has our labels with their routes, or the other way round";
            }

            var (isContent, isOwned) = (now[key] == begun[key], now.Owners[key] == begun.Owners[key]);
            var isLeft = said is { Action: ChangeAction.Failed, Message: var why }
                && why.Contains("could not be put back", StringComparison.Ordinal);
            if (!run.IsDone && isContent && !isOwned && (isWhole || !isLeft))
                yield return $"{key} says what it said, and is no longer its owners': {begun.Owners[key]} -> {now.Owners[key]}";
            if (isWhole && isLeft && isContent && isOwned)
                yield return $"the report is not true: {key} is as it was, and said is: {said!.Message}";
        }
    }

    private static bool IsTaken(MeshChange change) =>
        change is { Kind: "DestinationRule" or "VirtualService", Name: "reviews" } or { Kind: "ServiceEntry", Cluster: "cluster1" };

    private static UnstructuredMap Theirs(MeshChange change)
    {
        var wanted = change.Wanted!.Map("spec")!;
        return change.Kind switch
        {
            "DestinationRule" => Rule(change, 10).Map("spec")!,
            "VirtualService" => Map("{http: [{name: theirs, route: [{destination: {host: reviews.default.svc.cluster.local, subset: "
                + "stable, port: {number: 9080}}}]}]}").With("hosts", wanted["hosts"]),
            _ => wanted.With("addresses", null),
        };
    }

    private static UnstructuredMap Object(MeshChange change, UnstructuredMap spec) => UnstructuredMap.Of(
        ("apiVersion", change.ApiVersion),
        ("kind", change.Kind),
        ("metadata", UnstructuredMap.Of(
            ("name", change.Name),
            ("namespace", change.Namespace),
            ("labels", spec.ContainsKey("exportTo") ? null : UnstructuredMap.Of(("team", "a"))))),
        ("spec", spec));

    private static string Beyond(string text)
    {
        var value = JsonNode.Parse(text)!;
        return $"{value["metadata"]!["labels"]?["team"]} {value["spec"]!["exportTo"]?.ToJsonString()} "
            + value["spec"]!["trafficPolicy"]?.ToJsonString();
    }

    private static UnstructuredMap Map(string yaml) => YamlReader.ReadText("kind: X\nspec: " + yaml, "test")[0].Content.Map("spec")!;
}
