using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using MeshFederation.Shell.Hosting;

namespace MeshFederation.Shell.Prompting;

/// <summary>Reads what a person types; refuses where nobody can type, and lets go when the pipeline is to stop.</summary>
internal sealed class LineReader
{
    /// <summary>The id of the error for a question that nobody can answer.</summary>
    public const string PromptUnavailable = "MeshPromptUnavailable";

    private readonly Terminal _terminal;
    private readonly CancellationToken _stop;

    public LineReader(Terminal terminal, CancellationToken stop) => (_terminal, _stop) = (terminal, stop);

    public string ReadLine(string wanted)
    {
        Demand(wanted);
        return Wait(Console.ReadLine) ?? throw Refusal($"Standard input ended where {wanted} was wanted.");
    }

    public SecureString ReadSecret(string wanted)
    {
        Demand(wanted);
        var secret = Wait(ReadKeys);
        _terminal.Ask(Environment.NewLine);
        return secret;
    }

    /// <summary>Refuses a question before it is put when there is nobody to answer.</summary>
    /// <param name="wanted">What is asked for, as it reads in the error.</param>
    public void Demand(string wanted)
    {
        if (!_terminal.CanAsk) throw Refusal($"There is no terminal to ask on, so {wanted} cannot be given.");
    }

    private static HostException Refusal(string message) => new(
        $"{message} Give every parameter that is mandatory; -Confirm:$false says yes to confirmations.",
        innerException: null,
        PromptUnavailable,
        ErrorCategory.ResourceUnavailable);

    // A read cannot be called off, so it has a thread of its own that may be left behind when the program ends.
    private T Wait<T>(Func<T> read)
    {
        var reading = Task.Factory.StartNew(read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            reading.Wait(_stop);
        }
        catch (OperationCanceledException)
        {
            _terminal.Ask(Environment.NewLine);
            throw new PipelineStoppedException();
        }

        return reading.Result;
    }

    private SecureString ReadKeys()
    {
        var secret = new SecureString();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
            {
                secret.RemoveAt(secret.Length - 1);
                _terminal.Ask("\b \b");
            }
            else if (!char.IsControl(key.KeyChar))
            {
                secret.AppendChar(key.KeyChar);
                _terminal.Ask("*");
            }
        }

        secret.MakeReadOnly();
        return secret;
    }
}
