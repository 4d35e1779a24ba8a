namespace MeshFederation.Clusters.Tests.Server.Faults;

/// <summary>Half of the answer comes.</summary>
internal sealed class TruncateFault : Fault
{
    internal override async Task RunAsync(FaultedRequest request)
    {
        var answer = request.Answer();
        var body = AnswerWriter.Body(answer);
        AnswerWriter.Head(request.Http, answer, body.Length);
        await request.Http.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), request.Http.RequestAborted);
        await request.Http.Response.Body.FlushAsync(request.Http.RequestAborted);
        request.Http.Abort();
    }
}
