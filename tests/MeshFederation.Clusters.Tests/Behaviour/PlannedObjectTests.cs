using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Tests.Behaviour.Servers;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>
/// Every object that is planned in a case is one that API servers take: splits, fallbacks, failovers, names of the mesh, each policy in
/// each routing mode, and clusters that are suspended. The servers do not serve kinds of the Gateway API, and labels
/// of somebody's Services are no objects.
/// </summary>
public sealed class PlannedObjectTests(ServersUnderTest servers) : BehaviourTests(servers)
{
    private static readonly string[] Cases =
    [
        Path.Combine(RepositoryPaths.Root, "tests", "MeshFederation.Module.Tests", "cases"),
        Path.Combine(RepositoryPaths.Root, "tests", "MeshFederation.Tests", "Planning", "cases"),
    ];

    [Theory, EveryServer]
    public async Task A_server_takes_every_object_of_every_case(string server)
    {
        var on = (await OnAsync(server)).Server;
        var objects = Cases
            .SelectMany(folder => Directory.GetFiles(folder, "cluster*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            .SelectMany(file => YamlReader.ReadText(File.ReadAllText(file), file).Select(document => (File: file, document.Content)))
            .Select(item => (item.File, Manifest: new MeshManifest("cluster1", item.Content)))
            .Where(item => item.Manifest.Spec.Count > 0)
            .Where(item => !ReadKind.All.Any(kind => kind.IsOptional && kind.Type.Is(item.Manifest))).ToList();
        Assert.True(objects.Count > 300, "there are hardly any objects");
        foreach (var space in objects.Select(item => item.Manifest.Namespace).Distinct(StringComparer.Ordinal))
        {
            var made = await on.SendAsync(
                "POST", "/api/v1/namespaces", $"{{apiVersion: v1, kind: Namespace, metadata: {{name: {space}}}}}", "application/yaml");
            Assert.True(made.Code is 201 or 409, made.Message);
        }

        var refused = new List<string>();
        foreach (var (file, manifest) in objects)
        {
            var kind = ResourceKinds.Of(manifest.ApiVersion, manifest.Kind);
            var root = kind.Group.Length == 0 ? "api" : "apis";
            var reply = await on.SendAsync(
                "PATCH",
                $"/{root}/{manifest.ApiVersion}/namespaces/{manifest.Namespace}/{kind.Plural}/{manifest.Name}"
                    + "?fieldManager=cases&dryRun=All&force=true&fieldValidation=Strict",
                manifest.ToYaml(),
                "application/apply-patch+yaml");
            if (reply.Code is not (200 or 201))
                refused.Add($"{Path.GetFileName(Path.GetDirectoryName(file))} {manifest}: {reply.Code} {reply.Message}");
        }

        Assert.Empty(refused);
    }
}
