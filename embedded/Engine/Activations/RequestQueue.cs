using System.Diagnostics.CodeAnalysis;

namespace Orleans.Embedded;

/// <summary>First in, first out, linked through the requests themselves: an empty queue costs 16 bytes.</summary>
internal struct RequestQueue
{
    private Request? _last;

    public Request? First { get; private set; }

    public void Enqueue(Request request)
    {
        if (_last is null)
        {
            First = request;
        }
        else
        {
            _last.Next = request;
        }

        _last = request;
    }

    public bool TryDequeue([NotNullWhen(true)] out Request? request)
    {
        request = First;
        if (request is null)
        {
            return false;
        }

        First = request.Next;
        request.Next = null;
        if (First is null)
        {
            _last = null;
        }

        return true;
    }
}
