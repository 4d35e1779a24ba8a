using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Tests.Kinds;

/// <summary>The list of kinds that federations are made of.</summary>
public sealed class ObjectKindsTests
{
    [Theory]
    [InlineData("networking.istio.io/v1", "Sidecar")]
    [InlineData("gateway.networking.k8s.io/v1", "HTTPRoute")]
    [InlineData("v1", "Pod")]
    [InlineData("v1", "Gateway")]
    [InlineData("", "")]
    public void A_kind_that_is_not_in_the_list_is_refused_by_its_name(string apiVersion, string kind)
    {
        var error = Assert.Throws<MeshException>(
            () => ObjectKinds.Of(new MeshManifest("c1", UnstructuredMap.Of(("apiVersion", apiVersion), ("kind", kind)))));
        Assert.Equal(MeshErrorId.KindUnknown, error.ErrorId);
        Assert.Contains($"'{apiVersion} {kind}'", error.Message, StringComparison.Ordinal);
        foreach (var known in ObjectKinds.All) Assert.Contains(known.Name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_steps_of_all_kinds_are_in_the_order_in_which_objects_are_published() => Assert.Equal(
        [
            "AuthorizationPolicy", "ServedSubsets", "ServedHost", "EnvoyFilter", "RunningService", "GroupedService", "EastWestGateway",
            "Gateway", "ServiceEntry", "RemoteGateway", "CalledService", "GroupedWorkloadEntry", "RemoteSubsets", "LocalSubsets",
            "WorkloadEntry", "VirtualService"
        ],
        ObjectKinds.All.SelectMany(kind => kind.Steps).Select(waves => waves.Step).Order().Select(step => step.Name));

    [Fact]
    public void Every_step_has_a_name_and_a_place_of_its_own_and_is_found_by_its_name()
    {
        var steps = ObjectKinds.All.SelectMany(kind => kind.Steps.Select(waves => (Kind: kind, waves.Step))).ToList();
        Assert.Equal(steps.Count, steps.Select(entry => entry.Step.Name).Distinct().Count());
        Assert.Equal(steps.Count, steps.Select(entry => entry.Step.Order).Distinct().Count());
        Assert.All(steps, entry => Assert.Equal(entry.Step, entry.Kind.StepNamed(entry.Step.Name)));
    }

    [Fact]
    public void Phases_come_one_after_the_other()
    {
        var steps = ObjectKinds.All.SelectMany(kind => kind.Steps).Select(waves => waves.Step).Order().ToList();
        Assert.Equal(steps.Select(step => step.Phase).Order(), steps.Select(step => step.Phase));
    }
}
