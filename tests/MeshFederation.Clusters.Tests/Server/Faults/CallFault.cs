namespace MeshFederation.Clusters.Tests.Server.Faults;

/// <summary>Something happens, then the request is answered.</summary>
internal sealed class CallFault(Func<Task> call) : Fault
{
    internal override async Task RunAsync(FaultedRequest request)
    {
        await call();
        await request.ServeAsync();
    }
}
