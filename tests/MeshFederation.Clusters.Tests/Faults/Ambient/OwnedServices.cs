using System.Text.Json.Nodes;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Tests.Faults.Ambient;

/// <summary>The Services of another owner, of which a federation sets some fields and leaves the rest as it is.</summary>
internal static class OwnedServices
{
    private const string Owner = "helm";
    private const string Global = "istio.io/global";

    private static readonly (string Cluster, string Name)[] Known =
        [("cluster2", "ratings"), ("cluster1", "reviews"), ("cluster2", "reviews"), ("cluster3", "orders")];

    /// <summary>Makes them.</summary>
    public static async Task MakeAsync(FaultScene scene)
    {
        foreach (var (cluster, name) in Known) await ApplyAsync(scene, cluster, name);
    }

    /// <summary>Applies one as its owner.</summary>
    public static Task ApplyAsync(FaultScene scene, string cluster, string name, string team = "a", int port = 9080) =>
        TakenObjects.ApplyAsync(scene, cluster, Owner, Content(name, team, port));

    /// <summary>Whether an object is one of them.</summary>
    public static bool Are(string key) => Known.Any(one => key == $"{one.Cluster} Service default/{one.Name}");

    /// <summary>
    /// What does not hold of them: whatever went wrong, each is the same object with all that its owner says, and says what the federation
    /// set beside whose that is. Where nothing of the federation is to be left, nothing is.
    /// </summary>
    public static IEnumerable<string> Problems(
        MeshState made, MeshState begun, MeshState now, MeshState after, PublishedRun run, bool isWhole)
    {
        var reports = run.Reports.ToDictionary(report => MeshState.Key(report.Change), report => report.Change);
        foreach (var key in begun.Objects.Keys.Where(Are))
        {
            if (!now.Objects.ContainsKey(key))
            {
                yield return $"{key}, which is its owner's, is gone";
                continue;
            }

            if (now.Uids[key] != begun.Uids[key]) yield return $"{key} was made anew";
            if (Beyond(now[key]) != Beyond(begun[key])) yield return $"{key} has lost what its owner says: {now[key]}";
            if (Owns(now.Owners[key]) != Owns(made.Owners[key])) yield return $"{key} is no longer its owner's: {now.Owners[key]}";
            if (IsLabelled(now[key], Global) != IsLabelled(now[key], ManifestLabels.Federation))
                yield return $"{key} does not say of its fields whose they are: {now[key]}";
            var isLeft = reports.GetValueOrDefault(key) is { Action: ChangeAction.Failed, Message: var why }
                && why.Contains("could not be put back", StringComparison.Ordinal);
            foreach (var (state, isToBe) in new[] { (begun, !run.IsDone && (isWhole || !isLeft)), (after, run.IsDone) })
            {
                if (isToBe && now[key] == state[key] && now.Owners[key] != state.Owners[key])
                    yield return $"{key} says what it should, and is owned otherwise: {state.Owners[key]} -> {now.Owners[key]}";
            }

            if (now[key] == made[key] && now.Owners[key] != made.Owners[key] && run.IsDone)
                yield return $"{key} says nothing of the federation, and is owned by it: {now.Owners[key]}";
        }
    }

    private static UnstructuredMap Content(string name, string team, int port) => YamlReader.ReadText(
        $"{{apiVersion: v1, kind: Service, metadata: {{name: {name}, namespace: default, labels: {{team: {team}}}}}, spec: "
        + FormattableString.Invariant(
            $"{{selector: {{app: {name}}}, ports: [{{name: http, port: {port}, protocol: TCP, targetPort: {port}}}]}}}}"),
        "test")[0].Content;

    private static bool IsLabelled(string text, string label) => JsonNode.Parse(text)!["metadata"]!["labels"]?[label] is not null;

    private static string Beyond(string text)
    {
        var value = JsonNode.Parse(text)!;
        var metadata = value["metadata"]!;
        if (metadata["labels"] is JsonObject labels)
        {
            labels.Remove(Global);
            labels.Remove(ManifestLabels.Federation);
        }

        return value.ToJsonString();
    }

    private static string Owns(string owners) =>
        string.Join(' ', owners.Split('\n').Where(owner => owner.StartsWith(Owner + " ", StringComparison.Ordinal)));
}
