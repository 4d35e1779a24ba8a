namespace MeshFederation.Clusters.Tests.Server.Faults;

/// <summary>
/// A proxy in front of the server, or the server itself, holds the request back, and what is asked for is done when the test says so, be it
/// that nobody waits for it any more. No answer comes.
/// </summary>
internal sealed class LateFault : Fault
{
    private readonly TaskCompletionSource _until = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets it through.</summary>
    /// <returns>The status that it was answered with, though nobody hears it.</returns>
    public Task<int> PassAsync()
    {
        _until.SetResult();
        return _answered.Task;
    }

    internal override async Task RunAsync(FaultedRequest request)
    {
        await _until.Task;
        _answered.SetResult(request.Answer().Code);
        await request.WaitForEndAsync();
    }
}
