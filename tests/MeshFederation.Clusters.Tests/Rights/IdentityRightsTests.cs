using MeshFederation.Clusters.Rights;
using MeshFederation.Clusters.Tests.Identity;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Rights;

/// <summary>Each command of identities does with its rights what it is there for, and without any one of them it does not.</summary>
public sealed class IdentityRightsTests
{
    public static TheoryData<string> OfOwners => [.. CommandRights.Owners.Select(Text)];

    public static TheoryData<string> Commands => [.. CommandRights.Identities.Select(one => one.Command)];

    /// <summary>
    /// Every right of every command, but for those without which nothing breaks at once: leases are renewed after ten seconds, and one that
    /// cannot be given up runs out.
    /// </summary>
    public static TheoryData<string, string> Needed
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var (command, rights) in CommandRights.Identities)
            {
                foreach (var right in rights.Where(right => right is not { Resource: "leases", Verb: "update" or "delete" }))
                    all.Add(command, Text(right));
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task With_its_rights_a_command_does_what_it_is_there_for(string command)
    {
        await using var scene = await OpenAsync();
        ViewerRights.Allow(scene, Of(command));
        Assert.DoesNotContain(await RunAsync(scene, command), note => note.Contains("may not", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Needed))]
    public async Task Without_one_of_them_it_says_which(string command, string without)
    {
        await using var scene = await OpenAsync();
        var right = Of(command).Single(one => Text(one) == without);
        ViewerRights.Allow(scene, Of(command).Where(one => one != right));
        IReadOnlyList<string> said;
        try
        {
            said = await RunAsync(scene, command);
        }
        catch (MeshException exception)
        {
            said = [exception.Message];
        }

        Assert.Contains(said, text => text.Contains($"the verb '{right.Verb}' on '{right.Resource}'", StringComparison.Ordinal));
    }

    /// <summary>Where the Sail operator, or an operator in the cluster, made the mesh configuration.</summary>
    [Theory]
    [MemberData(nameof(OfOwners))]
    public async Task Without_one_of_those_for_the_owner_of_the_mesh_it_says_which_and_with_it_it_is_done(string without)
    {
        await using var scene = await OpenAsync();
        var right = CommandRights.Owners.Single(one => Text(one) == without);
        foreach (var cluster in scene.Clusters) PutOwned(scene[cluster.Name], right.Resource == "istiooperators");
        ViewerRights.Allow(scene, [.. Of("Add-MeshClusterTrust -Apply"), .. CommandRights.Owners.Where(one => one != right)]);
        var error = await Assert.ThrowsAnyAsync<MeshException>(() => RunAsync(scene, "Add-MeshClusterTrust -Apply"));
        Assert.Contains($"the verb '{right.Verb}' on '{right.Resource}'", error.Message, StringComparison.Ordinal);
        ViewerRights.Allow(scene, [right]);
        Assert.DoesNotContain(
            await RunAsync(scene, "Add-MeshClusterTrust -Apply"), note => note.Contains("may not", StringComparison.Ordinal));
    }

    /// <summary>A lease that cannot be given up stays; one that somebody left behind can only be taken over by a change of it.</summary>
    [Theory]
    [InlineData("Publish-MeshIdentity -Rotate -Restart")]
    [InlineData("Remove-MeshClusterTrust")]
    public async Task Without_the_rights_to_leases_they_stay_and_none_is_taken_over(string command)
    {
        await using var scene = await OpenAsync();
        ViewerRights.Allow(scene, Of(command).Where(one => one is not { Resource: "leases", Verb: "update" or "delete" }));
        await RunAsync(scene, command);
        foreach (var cluster in scene.Clusters)
        {
            Assert.Single(scene[cluster.Name].All("leases"));
            scene[cluster.Name].Put("{apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {name: "
                + "meshfederation.identity, namespace: istio-system}, spec: {holderIdentity: alice@there/7, leaseDurationSeconds: 1, "
                + "acquireTime: '2026-11-01T00:00:00.000000Z', renewTime: '2026-11-01T00:00:00.000000Z', leaseTransitions: 0}}");
        }

        var error = await Assert.ThrowsAnyAsync<MeshException>(() => RunAsync(scene, command));
        Assert.Contains("the verb 'update' on 'leases'", error.Message, StringComparison.Ordinal);
    }

    private static void PutOwned(TestCluster cluster, bool byOperator)
    {
        var made = byOperator
            ? "labels: {install.operator.istio.io/owning-resource: installed-state, install.operator.istio.io/owning-resource-namespace: "
                + "istio-system}"
            : "ownerReferences: [{apiVersion: sailoperator.io/v1, kind: IstioRevision, name: default-v1-30-3, uid: u1}]";
        cluster.Put($"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: istio, namespace: istio-system, {made}}}, data: {{mesh: "
            + $"\"trustDomain: {cluster.Name}.example\\n\"}}}}");
        cluster.Put("{apiVersion: sailoperator.io/v1, kind: IstioRevision, metadata: {name: default-v1-30-3, ownerReferences: "
            + "[{apiVersion: sailoperator.io/v1, kind: Istio, name: default, uid: u0}]}}");
        cluster.Put("{apiVersion: sailoperator.io/v1, kind: Istio, metadata: {name: default}, spec: {}}");
        cluster.Put("{apiVersion: install.istio.io/v1alpha1, kind: IstioOperator, metadata: {name: installed-state, namespace: "
            + "istio-system}, spec: {profile: default}}");
    }

    private static IReadOnlyList<AccessRight> Of(string command) =>
        CommandRights.Identities.Single(one => one.Command == command).Rights;

    private static string Text(AccessRight right) => $"{right.Verb} {right.Resource}";

    private static Task<IReadOnlyList<string>> RunAsync(IdentityScene scene, string command) =>
        new IdentityRun(scene.As("viewer"), scene.Root, scene.Clock).RunAsync(command);

    private static async Task<IdentityScene> OpenAsync()
    {
        var scene = await IdentityScene.StartAsync();
        foreach (var cluster in scene.Clusters)
        {
            scene[cluster.Name].Put("{apiVersion: v1, kind: ConfigMap, metadata: {name: istio, namespace: istio-system}, data: {mesh: "
                + $"\"trustDomain: {cluster.Name}.example\\ntrustDomainAliases:\\n- three.example\\n\"}}}}");
            scene[cluster.Name].Put("{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db, namespace: default}, spec: {template: "
                + "{metadata: {labels: {app: db}}}}}");
        }

        return scene;
    }
}
