using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Tests.Federations;

/// <summary>Changes of random services, of which not all can be had.</summary>
internal static class Declarable
{
    /// <summary>The service with a change; as it was where the change cannot be declared or planned.</summary>
    public static MeshService With(MeshService service, Func<MeshService, MeshService> change)
    {
        try
        {
            var changed = change(service);
            FederationPlanner.Plan(Federation.Create("random", [changed], AddressPool.Parse(AddressPool.DefaultRange)));
            return changed;
        }
        catch (MeshException)
        {
            return service;
        }
    }
}
