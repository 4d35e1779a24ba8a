namespace MeshFederation.Clusters.Tests.Server.Faults;

/// <summary>No answer comes.</summary>
internal sealed class HangFault(bool afterwards) : Fault
{
    internal override async Task RunAsync(FaultedRequest request)
    {
        if (afterwards) request.Answer();
        await request.WaitForEndAsync();
    }
}
