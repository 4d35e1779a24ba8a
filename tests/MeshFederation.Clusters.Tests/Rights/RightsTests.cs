using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Clusters.Tests.Rights;

/// <summary>The roles that the documentation ships suffice, and have nothing that is not needed.</summary>
public sealed class RightsTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    public static TheoryData<string> ToRead => [.. ShippedRoles.Reading.Select(right => right.ToString())];

    public static TheoryData<string> ToWrite => [.. ShippedRoles.Publishing.Select(right => right.ToString())];

    [Fact]
    public async Task With_the_readers_rights_everything_can_be_read_and_with_the_publishers_written()
    {
        await using var clusters = await StartAsync(ShippedRoles.Reading);
        await ReadAsync(clusters);
        await using var publishing = await StartAsync([.. ShippedRoles.Reading, .. ShippedRoles.Publishing]);
        await RightsScene.WriteAsync(Api(publishing), Ct);
    }

    [Theory]
    [MemberData(nameof(ToRead))]
    public async Task Without_a_right_to_read_the_error_names_it(string without)
    {
        await using var clusters = await StartAsync(ShippedRoles.Reading.Where(right => right.ToString() != without));
        var error = await Assert.ThrowsAnyAsync<MeshException>(() => ReadAsync(clusters));
        RightsScene.AssertNames(ShippedRoles.Reading.First(right => right.ToString() == without), error);
    }

    [Theory]
    [MemberData(nameof(ToWrite))]
    public async Task Without_a_right_to_write_the_error_names_it(string without)
    {
        await using var clusters =
            await StartAsync([.. ShippedRoles.Reading, .. ShippedRoles.Publishing.Where(right => right.ToString() != without)]);
        var error = await Assert.ThrowsAnyAsync<MeshException>(() => RightsScene.WriteAsync(Api(clusters), Ct));
        RightsScene.AssertNames(ShippedRoles.Publishing.First(right => right.ToString() == without), error);
    }

    [Fact]
    public void The_roles_have_the_kinds_that_are_read_and_written_and_no_others()
    {
        Assert.Equal(
            ReadKind.All.Where(kind => kind.IsLive && kind.Type.Group.Length > 0)
                .Select(kind => $"{kind.Type.Plural}.{kind.Type.Group}").Order(StringComparer.Ordinal),
            Of(ShippedRoles.Reading, "list").Order(StringComparer.Ordinal));
        var kinds = ObjectKinds.All.ToLookup(kind => kind.IsAmbient, kind => $"{kind.Type.Plural}.{kind.Type.Group}");
        var published = kinds[false].Order(StringComparer.Ordinal).ToList();
        Assert.Empty(Of(ShippedRoles.Reading, "get"));
        foreach (var verb in new[] { "get", "create", "update", "patch", "delete" })
        {
            Assert.Equal(published, Of(ShippedRoles.Publishing, verb).Order(StringComparer.Ordinal));
            Assert.Equal(
                kinds[true].Order(StringComparer.Ordinal),
                ShippedRoles.Ambient.Where(right => right.Verb == verb).Select(right => $"{right.Resource}.{right.Group}")
                    .Order(StringComparer.Ordinal));
        }

        Assert.Subset(
            ShippedRoles.Reading.Where(right => right is { Group: "", Verb: "list" }).Select(right => right.Resource).ToHashSet(),
            ReadKind.All.Where(kind => kind.IsLive && kind.Type.Group.Length == 0).Select(kind => kind.Type.Plural).ToHashSet());
    }

    private static IEnumerable<string> Of(IEnumerable<Right> rights, string verb) =>
        rights.Where(right => right.Verb == verb && IsOfMesh(right.Group)).Select(right => $"{right.Resource}.{right.Group}");

    private static bool IsOfMesh(string group) =>
        group.EndsWith(".istio.io", StringComparison.Ordinal) || group == "gateway.networking.k8s.io";

    private static async Task<TestClusters> StartAsync(IEnumerable<Right> rights)
    {
        var clusters = await TestClusters.StartAsync(1);
        var cluster = clusters["cluster1"];
        foreach (var value in RightsScene.Objects) cluster.Put(Text(value));
        foreach (var same in rights.GroupBy(right => right.Namespace))
        {
            var role =
                (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(Text(ShippedRoles.Role("role", same.Key, same)))!;
            foreach (var rule in Server.Access.AccessRule.Of("viewer", role, same.Key.Length == 0 ? null : same.Key)) cluster.Allow(rule);
        }

        return clusters;
    }

    private static Task ReadAsync(TestClusters clusters) =>
        RightsScene.ReadAsync(Api(clusters), "cluster1-viewer", clusters.Kubeconfig, Ct);

    private static MeshFederation.Clusters.Api.KubernetesApi Api(TestClusters clusters) =>
        KubernetesConnections.For("cluster1-viewer", clusters.Kubeconfig);

    private static string Text(UnstructuredMap value) => System.Text.Encoding.UTF8.GetString(MeshFederation.Clusters.Api.Json.Write(value));
}
